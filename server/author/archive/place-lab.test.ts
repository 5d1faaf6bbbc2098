import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { placeLab } from "./place-lab.ts";

let into: string;
beforeEach(async () => {
  into = await mkdtemp(join(tmpdir(), "lab-place-"));
  await writeFile(join(into, "a.yaml"), "before");
});
afterEach(() => rm(into, { recursive: true }));

const files = [{ path: "01-a/check.sh", content: Buffer.from("x"), executable: true }];
const look = async () => undefined;

test("a lab and the texts beside it come together, and a text keeps its mode", async () => {
  await chmod(join(into, "a.yaml"), 0o640);
  await placeLab(
    into,
    {
      id: "my-lab",
      files,
      texts: new Map([
        ["a.yaml", "after"],
        ["b.yaml", "new"],
      ]),
    },
    look,
  );
  expect((await readdir(into)).sort()).toEqual(["a.yaml", "b.yaml", "my-lab"]);
  expect(await readFile(join(into, "a.yaml"), "utf8")).toBe("after");
  expect((await stat(join(into, "a.yaml"))).mode & 0o777).toBe(0o640);
  expect((await stat(join(into, "my-lab/01-a/check.sh"))).mode & 0o777).toBe(0o755);
});

test("where one of them cannot be written, all is as it was", async () => {
  await mkdir(join(into, "z.yaml"));
  const texts = new Map([
    ["a.yaml", "after"],
    ["b.yaml", "new"],
    ["z.yaml", "a folder is in its place"],
  ]);
  await expect(placeLab(into, { id: "my-lab", files, texts }, look)).rejects.toThrow();
  expect((await readdir(into)).sort()).toEqual(["a.yaml", "z.yaml"]);
  expect(await readFile(join(into, "a.yaml"), "utf8")).toBe("before");
});

test("whoever looks at it may say no", async () => {
  const seen: string[] = [];
  const refuse = async (aside: string) => {
    seen.push(...(await readdir(join(aside, "my-lab"))));
    throw new Error("no");
  };
  await expect(placeLab(into, { id: "my-lab", files, texts: new Map() }, refuse)).rejects.toThrow("no");
  expect(seen).toEqual(["01-a"]);
  expect(await readdir(into)).toEqual(["a.yaml"]);
});
