import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { toLabTable } from "./to-lab-table.ts";

const LABS = join(import.meta.dirname, "../../labs");

test("labs/LABS.md is what the labs say of themselves: npm run --silent lab -- list --markdown > labs/LABS.md", async () => {
  expect(await readFile(join(LABS, "LABS.md"), "utf8")).toBe(await toLabTable(LABS));
}, 60_000);
