import type { RunningSandbox } from "../../runtime/running-sandbox.ts";
import { openShell, quote } from "./sandbox-shell.ts";

export type SandboxProgram = AsyncDisposable & {
  /** Writes the question as one line of JSON and parses the line that comes back. @throws Error with what the program complained of */
  ask<Answer>(question: unknown): Promise<Answer>;
};

/** JSON in ASCII alone: the program's locale must not matter. */
const toAscii = (value: unknown): string =>
  JSON.stringify(value).replace(/[\u007f-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);

/** A python program (latin1 text) that stays in the sandbox, under the student's limits, and answers line by line. */
export async function openProgram(sandbox: RunningSandbox, name: string, source: string): Promise<SandboxProgram> {
  const shell = openShell(sandbox);
  const [file, errors] = [quote(`/root/${name}.py`), quote(`/root/${name}.err`)];
  await shell.run(`printf '%s' ${quote(source)} > ${file}; coproc PROGRAM { exec python3 ${file} 2>${errors}; }`);
  return {
    async ask<Answer>(question: unknown): Promise<Answer> {
      const said = await shell.run(
        `printf '%s\\n' ${quote(toAscii(question))} >&"\${PROGRAM[1]}"; IFS= read -r -t 20 line <&"\${PROGRAM[0]}" && printf '%s\\n' "$line" || cat ${errors}`,
      );
      try {
        return JSON.parse(said);
      } catch (cause) {
        throw new Error(`${name} said: ${said.slice(0, 2000)}`, { cause });
      }
    },
    async [Symbol.asyncDispose]() {
      await shell.run("kill -9 $PROGRAM_PID; wait 2>/dev/null");
      await shell[Symbol.asyncDispose]();
    },
  };
}
