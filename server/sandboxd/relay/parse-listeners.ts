/** A TCP port that something listens on, and the local address it listens at: 0.0.0.0 and :: are all of them. */
export type Listener = { address: string; port: number };

const LISTEN = "0A";

/**
 * The listening sockets of a text in the format of /proc/PID/net/tcp or tcp6. The kernel lists those first (net/ipv4/tcp_ipv4.c, tcp_seq_start:
 * the listening table, then the established one), so that a text which was cut after many rows has lost none unless all rows are listeners.
 * A row that was cut counts for nothing.
 */
export function parseListeners(text: string): Listener[] {
  return text.split("\n").flatMap((row) => {
    const match = /^\s*\d+: ([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4}) [0-9A-F]+:[0-9A-F]{4} ([0-9A-F]{2}) /.exec(row);
    if (!match || match[3] !== LISTEN) return [];
    return [{ address: toAddress(match[1]!), port: Number.parseInt(match[2]!, 16) }];
  });
}

/** The kernel prints each 32-bit word of an address as this machine's number (%08X); ours are little-endian. */
function toAddress(hex: string): string {
  const bytes = Buffer.from(hex, "hex");
  for (let at = 0; at < bytes.length; at += 4) bytes.subarray(at, at + 4).reverse();
  if (bytes.length === 4) return bytes.join(".");
  const words = Array.from({ length: 8 }, (_, at) => bytes.readUInt16BE(at * 2).toString(16));
  // URL shortens an IPv6 address as RFC 5952 says.
  return new URL(`http://[${words.join(":")}]`).hostname.slice(1, -1);
}
