import { expect, test } from "vitest";
import { checkNeeds } from "./check-needs.ts";
import type { LabStep } from "./lab.ts";

const folders = ["01-look", "02-mount", "03-write"];
const earlier = [
  { id: "01-look", expect: [], check: null },
  { id: "02-mount", expect: [], check: "exit 0" },
] as unknown as LabStep[];
const messagesOf = (id: string, needs: string[], setup: string | null = "true") =>
  checkNeeds({ id, needs, setup }, folders, earlier).map(({ index, message }) => `${index} ${message}`);

test("a step may need an earlier one that something decides, or none", () => {
  expect(messagesOf("03-write", ["02-mount"])).toEqual([]);
  expect(messagesOf("01-look", [], null)).toEqual([]);
});

test.each<[string, string, string[], string]>([
  ["an unknown step", "03-write", ["02-mount", "02-mont"], "1 needs a step 02-mont, which is not there"],
  ["a later step", "02-mount", ["03-write"], "0 needs 03-write, which comes later"],
  ["itself", "02-mount", ["02-mount"], "0 a step cannot need itself"],
  ["one step twice", "03-write", ["02-mount", "02-mount"], "1 needs 02-mount twice"],
  ["a step that is only read", "02-mount", ["01-look"], "0 needs 01-look, which nothing decides"],
])("a step that needs %s is refused", (_what, id, needs, message) => {
  expect(messagesOf(id, needs)).toEqual([message]);
});

test("steps that need each other are refused: one of them needs a later one", () => {
  expect([...messagesOf("02-mount", ["03-write"]), ...messagesOf("03-write", ["02-mount"])]).toHaveLength(1);
});

test("a step that needs others must build what they leave: without setup.sh it cannot be entered directly", () => {
  expect(messagesOf("03-write", ["02-mount"], null)).toEqual([
    "0 a step that needs others has no setup.sh, and cannot be entered directly",
  ]);
});
