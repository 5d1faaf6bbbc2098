import { SandboxdError } from "../../../lib/wire/sandboxd-error.ts";
import type { SandboxdSession } from "../../../lib/wire/serve-sandboxd.ts";
import { StudentCommand } from "../commands/student-command.ts";
import type { RunningSandbox } from "../runtime/running-sandbox.ts";

/** One connection has no business running more at once. */
const MAX_COMMANDS = 16;

export type CommandCalls = {
  calls: Pick<SandboxdSession["calls"], "startExec" | "writeExec" | "readExec">;
  /** Ends what still runs. */
  close(): void;
};

/** Commands of one connection: they live as long as it does. */
export function createCommandCalls(runningOf: (sandbox: string) => RunningSandbox, runDirectory: string): CommandCalls {
  const commands = new Map<number, StudentCommand>();
  const get = (exec: number) => {
    const command = commands.get(exec);
    if (!command) throw new SandboxdError("not-found", "This command has ended.");
    return command;
  };
  return {
    calls: {
      startExec: ({ sandbox, command }) => {
        if (commands.size >= MAX_COMMANDS) throw new SandboxdError("too-many", `${MAX_COMMANDS} commands are running already.`);
        const running = runningOf(sandbox);
        const exec = ++lastNumber;
        commands.set(exec, new StudentCommand(running, command, `${runDirectory}/exec-${exec}.pid`));
        return { exec };
      },
      writeExec: async ({ exec, data, end }) => {
        await get(exec).write(data, end);
        return null;
      },
      readExec: async ({ exec }) => {
        const output = await get(exec).read();
        if (output.exited) commands.delete(exec);
        return output;
      },
    },
    close() {
      for (const command of commands.values()) command.close().catch(() => undefined); // its sandbox may go at the same time
      commands.clear();
    },
  };
}

let lastNumber = 0;
