/** An address a browser can open for what web listens on: a wildcard is this machine. */
export function toWebAddress(host: string, port: number): string {
  const name =
    host === "0.0.0.0" || host === "" ? "127.0.0.1" : host === "::" ? "[::1]" : host.includes(":") ? `[${host}]` : host;
  return `http://${name}:${port}`;
}
