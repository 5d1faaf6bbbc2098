import { expect, test } from "vitest";
import { renameLab } from "./rename-lab.ts";

const renamed = (text: string, path = "01-a/step.md") =>
  renameLab([{ path, content: Buffer.from(text), executable: false }], "old", "new")[0]!.content.toString();

test("a lab's links to itself follow its new id, and nothing else that looks alike does", () => {
  expect(
    renamed("[/lab/old](/lab/old?step=01-a) and [b](/lab/old), [c](/lab/older), /lab/old, `/lab/old`\n\n[d]: /lab/old\n"),
  ).toBe("[/lab/old](/lab/new?step=01-a) and [b](/lab/new), [c](/lab/older), /lab/old, `/lab/old`\n\n[d]: /lab/new\n");
});

test("what goes into a sandbox stays as it is", () => {
  expect(renamed("[a](/lab/old)", "files/root/a.md")).toBe("[a](/lab/old)");
});
