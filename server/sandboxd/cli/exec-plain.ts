import { once } from "node:events";
import type { SandboxdClient } from "../../../lib/wire/connect-sandboxd.ts";

/** Runs a command in a sandbox with our input and output as its own. Answers with its exit code. */
export async function execPlain(client: SandboxdClient, sandbox: string, command: string[]): Promise<number> {
  const { exec } = await client.call("startExec", { sandbox, command });
  const input = sendInput(client, exec);
  for (;;) {
    const { stdout, stderr, exited } = await client.call("readExec", { exec });
    await Promise.all([write(process.stdout, stdout), write(process.stderr, stderr)]);
    if (exited) {
      process.stdin.destroy();
      await input;
      return exited.exitCode ?? 1;
    }
  }
}

/** Ends quietly when the command ends before its input does. */
async function sendInput(client: SandboxdClient, exec: number): Promise<void> {
  try {
    for await (const data of process.stdin) await client.call("writeExec", { exec, data, end: false });
    await client.call("writeExec", { exec, data: new Uint8Array(), end: true });
  } catch {
    // the command or our own input was closed under us: its exit is what is reported
  }
}

async function write(stream: NodeJS.WriteStream, data: Uint8Array): Promise<void> {
  if (data.length > 0 && !stream.write(data)) await once(stream, "drain");
}
