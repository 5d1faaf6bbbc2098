/**
 * A sandbox without the rest of the house: `node server/sandboxd/sandboxes/by-hand.ts [COMMAND ...]` makes one, runs the command (bash
 * unless said) in it on this terminal, and destroys it. Use a GLASSBOX_NAME and GLASSBOX_STATE of your own beside a running lab.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { openTestLab, SHELL_ENV } from "./test-support.ts";

// The command gets Ctrl-C; whatever it makes of it, the sandbox is still to be destroyed.
process.on("SIGINT", () => undefined);

await using lab = await openTestLab();
await lab.withSandbox(async (sandbox) => {
  const args = process.argv.slice(2);
  const tty = process.stdin.isTTY === true;
  const command = sandbox.enter({
    tty,
    env: { ...SHELL_ENV, TERM: "xterm-256color" },
    args: args.length > 0 ? args : ["bash", "-l"],
  });
  // Not our own /dev/null or log file as standard streams: some runtimes chown what they are given, a terminal or a pipe may have it.
  const child = spawn(command.file, command.args, {
    env: command.env,
    cwd: "/",
    stdio: tty ? "inherit" : ["pipe", "pipe", "pipe"],
  });
  if (!tty) {
    process.stdin.pipe(child.stdin!);
    child.stdout?.pipe(process.stdout);
    child.stderr?.pipe(process.stderr);
  }
  const [code] = await once(child, "close");
  process.exitCode = code ?? 1;
});
