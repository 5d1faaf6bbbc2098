import { describe, expect, it } from "vitest";
import { isRunning, parseProcStat, readProcess } from "./process-identity.ts";

describe("telling processes apart", () => {
  it("reads state and start time whatever the process calls itself", () => {
    const tail = `S 1 ${Array.from({ length: 17 }, (_, index) => index).join(" ")} 987654 0 0`;
    expect(parseProcStat(`42 (tini) ${tail}`)).toEqual({ state: "S", startTime: "987654" });
    expect(parseProcStat(`42 (a) Z 9 (b) ${tail}`)).toEqual({ state: "S", startTime: "987654" });
  });

  it("knows a process again, and not a later one under the same pid", async () => {
    const self = await readProcess(process.pid);
    expect(await isRunning(self!)).toBe(true);
    expect(await isRunning({ pid: process.pid, startTime: "1" })).toBe(false);
  });

  it("has nothing to say of a pid that nobody has", async () => {
    expect(await readProcess(2 ** 22 + 1)).toBeUndefined();
  });
});
