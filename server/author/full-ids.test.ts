import { join } from "node:path";
import { expect, test } from "vitest";
import { toFullIds } from "./full-ids.ts";

const labs = join(import.meta.dirname, "../../labs");

test("a lab may be called by the beginning of its id, where no other begins like that", async () => {
  expect(await toFullIds(labs, ["fs-01", "gallery", "net-02-a-bridge-is-a-switch", "net", "fs-0", "reference"])).toEqual([
    "fs-01-overlay-by-hand",
    "gallery",
    "net-02-a-bridge-is-a-switch",
    "net",
    "fs-0",
    "reference",
  ]);
  expect(await toFullIds(labs, [])).toEqual([]);
});
