import { expect, test } from "vitest";
import { toFailureList, toProofTable } from "./proof-table.ts";

test("the summary says per stage what passed, what failed, what was skipped and how long it took", () => {
  const rows = toProofTable([
    { stage: "types", passed: 3, failed: 0, skipped: 0, failures: [], ms: 4_210 },
    { stage: "root", passed: 20, failed: 1, skipped: 2, failures: [], ms: 75_000 },
  ]).split("\n");
  expect(rows[0]).toBe("  ✓ types  3 passed, 0 failed         4.2 s");
  expect(rows[1]).toBe("  ✗ root   20 passed, 1 failed, 2 skipped 1 min 15 s");
});

test("what failed is named once more below its stage's name, and nothing where nothing did", () => {
  const base = { passed: 1, failed: 1, skipped: 0, ms: 1 };
  expect(toFailureList([{ ...base, stage: "root", failures: ["a.test.ts > bad\n  no"] }])).toBe(
    "  ✗ root > a.test.ts > bad\n      no",
  );
  expect(toFailureList([{ ...base, stage: "types", failures: [] }])).toBe("");
});
