import { readFile, writeFile } from "node:fs/promises";
import { SYSCTLS, type SysctlReading, sysctlPath, toSysctlState } from "./sysctls.ts";

export const readSysctls = (): Promise<SysctlReading[]> =>
  Promise.all(
    SYSCTLS.map(async (rule) => ({
      ...rule,
      value: await readFile(sysctlPath(rule.key), "utf8").then(
        (text) => text.trim(),
        () => null,
      ),
    })),
  );

/** Sets what needs setting until the next boot. Answers with the settings this host refused to change. */
export async function applySysctls(): Promise<{ changed: string[]; refused: string[] }> {
  const changed: string[] = [];
  const refused: string[] = [];
  for (const reading of await readSysctls()) {
    if (toSysctlState(reading) !== "set") continue;
    try {
      await writeFile(sysctlPath(reading.key), reading.want);
      changed.push(`${reading.key} = ${reading.want}`);
    } catch (error) {
      refused.push(`${reading.key}: ${(error as Error).message}`);
    }
  }
  return { changed, refused };
}
