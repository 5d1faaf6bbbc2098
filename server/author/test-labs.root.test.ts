import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type OwnSandboxd, startOwnSandboxd } from "./own-sandboxd.ts";
import { testLabs } from "./test-labs.ts";

const fixtures = join(import.meta.dirname, "../../lib/content/fixtures");
let sandboxd: OwnSandboxd;
beforeAll(async () => {
  sandboxd = await startOwnSandboxd();
});
afterAll(async () => {
  expect(await sandboxd.stop()).toEqual([]);
});

test("lab test finds each way in which a step does not do what it says", async () => {
  const lines: string[] = [];
  const report = await testLabs(sandboxd.client, join(fixtures, "unproven"), [], (line) =>
    lines.push(line.replace(/ \(\d+ ms\)/, "")),
  );
  const inOrder = lines.filter((line) => line.includes("in order"));
  expect(inOrder).toEqual([
    "  passed  01-honest in order",
    "  failed  02-too-easy in order: the check passes before the step begins: it must tell this step from the end of the one before.",
    "  failed  03-done-by-setup in order: the check passes right after setup.sh, before the learner did anything.",
    "  failed  04-setup-fails in order: setup.sh failed: exit 4: ",
    "  failed  05-broken in order: the check is broken after setup.sh (en): check.sh exited with 3: a bug",
    "  failed  06-no-hint in order: the check gives no hint in en.",
    "  failed  07-solves-nothing in order: the check does not pass after solve.sh; its hint: seven is missing",
    "  failed  08-solve-fails in order: solve.sh failed: exit 1: ",
  ]);
  // Entered directly, step 2 is not spoiled by step 1.
  expect(lines).toContain("  passed  02-too-easy directly");
  expect(report).toEqual({ passed: 3, failed: 13, unavailable: [] });
}, 180_000);

test("a lab that keeps its word passes, in order and entered directly", async () => {
  const lines: string[] = [];
  const report = await testLabs(sandboxd.client, join(fixtures, "good"), [], (line) => lines.push(line));
  expect(lines.filter((line) => line.includes("failed"))).toEqual([]);
  expect(report).toEqual({ passed: 4, failed: 0, unavailable: [] });
});

test("a lab that does not parse fails, and so does one that is not there", async () => {
  const lines: string[] = [];
  const report = await testLabs(sandboxd.client, join(fixtures, "broken"), ["yaml-error", "nowhere"], (line) => lines.push(line));
  expect(report.passed).toBe(0);
  expect(lines).toContainEqual(expect.stringMatching(/^ {2}failed {2}yaml-error\/01-look\/step\.md:2: the YAML does not parse/));
  expect(lines).toContain("  failed  there is no lab nowhere: npm run lab -- list shows all.");
});
