import type { SandboxdClient } from "../../../lib/wire/connect-sandboxd.ts";
import type { ClientEvents } from "./with-client.ts";

/** Runs a command in a sandbox on a terminal that is shown on ours. Answers with its exit code. */
export async function execTerminal(
  client: SandboxdClient,
  events: ClientEvents,
  sandbox: string,
  command: string[],
): Promise<number> {
  const { stdin, stdout } = process;
  const size = () => ({ cols: Math.max(2, stdout.columns ?? 80), rows: Math.max(2, stdout.rows ?? 24) });
  const terminal = await client.call("openTerminal", { sandbox, name: "by hand", ...size(), command });
  const ref = { terminal: terminal.id };

  const ended = new Promise<number>((resolve, reject) => {
    events.on("exited", (event) => event.terminal === terminal.id && resolve(event.exitCode ?? 1));
    events.on("lost", () => reject(new Error("The connection to sandboxd was lost.")));
  });
  const show = (data: Uint8Array, end: number) => stdout.write(data, () => client.signal("ackTerminal", { ...ref, offset: end }));
  events.on("output", ({ terminal: id, offset, data }) => id === terminal.id && show(data, offset + data.length));

  const replay = await client.call("attachTerminal", { ...ref, have: 0 });
  show(replay.data, replay.offset);
  const onResize = () => client.signal("resizeTerminal", { ...ref, ...size() });
  stdout.on("resize", onResize);
  stdin.setRawMode?.(true);
  stdin.on("data", (data: Buffer) => client.signal("writeTerminal", { ...ref, data }));
  // Input from a pipe ends with what a person would press at the end of theirs.
  if (!stdin.isTTY) stdin.on("end", () => client.signal("writeTerminal", { ...ref, data: Buffer.from([0x04]) }));
  try {
    return await ended;
  } finally {
    stdin.setRawMode?.(false);
    stdin.destroy();
    stdout.off("resize", onResize);
    await client.call("closeTerminal", ref).catch(() => undefined); // with the connection lost, sandboxd closes it or is gone
  }
}
