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
  const report = await testLabs(
    sandboxd.client,
    join(fixtures, "unproven"),
    [],
    (line) => lines.push(line.replace(/ \(\d+ ms\)/, "")),
    { jobs: 3 },
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
    "  passed  09-on-sand in order",
  ]);
  // Entered directly, step 2 is not spoiled by step 1.
  expect(lines).toContain("  passed  02-too-easy directly");
  // In order another step had made what it needs.
  expect(lines).toContain(
    "  failed  09-on-sand directly: setup.sh does not make what the step needs of 01-honest: its check does not pass; its hint: not yet",
  );
  expect(lines.filter((line) => line.includes("wrong/"))).toEqual([
    "  failed  01-honest wrong/does-it-late: the check passes, and must not.",
    "  passed  01-honest wrong/elsewhere",
    expect.stringContaining("01-honest wrong/fails-itself: the variant itself failed, so it proves nothing: exit 1: rm: "),
    '  failed  01-honest wrong/other-words: the hint does not say "you wrote two" but: not yet',
  ]);
  expect(report).toMatchObject({ passed: 4, failed: 17, unavailable: [] });
  expect(report.runs[0]!.deeds.map((deed) => (deed.kind === "script" ? [deed.name, deed.exitCode] : []))).toEqual([
    ["check.sh", 1],
    ["check.sh", 1],
    ["solve.sh", 0],
    ["check.sh", 0],
  ]);
}, 180_000);

test("a lab that keeps its word passes, in order and entered directly", async () => {
  const lines: string[] = [];
  const report = await testLabs(sandboxd.client, join(fixtures, "good"), [], (line) => lines.push(line));
  expect(lines.filter((line) => line.includes("failed"))).toEqual([]);
  expect(report).toMatchObject({ passed: 3, failed: 0, unavailable: [] });
});

test("a lab out of the share is proven in order only, and named", async () => {
  const [part, rest] = await Promise.all(
    [1, 2].map((part) => testLabs(sandboxd.client, join(fixtures, "good"), [], () => undefined, { share: { part, of: 2 } })),
  );
  expect([part!.runs.some(({ how }) => how === "directly"), part!.inOrderOnly]).toEqual([true, []]);
  expect([new Set(rest!.runs.map(({ how }) => how)), rest!.failed]).toEqual([new Set(["in order"]), 0]);
  expect(rest!.inOrderOnly).toEqual([part!.runs[0]!.lab]);
});

test("values that differ per person reach scripts and expectations, and one that a script has by heart fails with another's", async () => {
  const lines: string[] = [];
  await testLabs(sandboxd.client, join(fixtures, "values"), [], (line) => lines.push(line.replace(/ \(\d+ ms\)/, "")));
  expect(lines).toEqual([
    "per-person",
    "  passed  01-own-value in order",
    "  passed  02-by-heart in order",
    "  passed  01-own-value directly",
    expect.stringMatching(
      /^ {2}failed {2}02-by-heart directly: the check does not pass after solve\.sh; its hint: another port \(values: word=[a-z]{6} key=[0-9a-f]{16} port=\d{4}\)$/,
    ),
  ]);
}, 180_000);

test("what failed beside others is proven once more alone, and counts once", async () => {
  const lines: string[] = [];
  const once = await testLabs(sandboxd.client, join(fixtures, "values"), [], () => undefined, { jobs: 2 });
  const twice = await testLabs(sandboxd.client, join(fixtures, "values"), [], (line) => lines.push(line), {
    jobs: 2,
    again: true,
  });
  expect([twice.passed, twice.failed, twice.runs.length]).toEqual([once.passed, once.failed, once.runs.length]);
  expect(once.failed).toBeGreaterThan(0);
  expect(lines.filter((line) => line.startsWith("once more"))).toHaveLength(once.failed);
}, 180_000);

test("a lab that does not parse fails, and so does one that is not there", async () => {
  const lines: string[] = [];
  const report = await testLabs(sandboxd.client, join(fixtures, "broken"), ["yaml-error", "nowhere"], (line) => lines.push(line));
  expect(report.passed).toBe(0);
  expect(lines).toContainEqual(expect.stringMatching(/^ {2}failed {2}yaml-error\/01-look\/step\.md:2: the YAML does not parse/));
  expect(lines).toContain("  failed  there is no lab nowhere: name one that npm run lab -- list shows.");
});
