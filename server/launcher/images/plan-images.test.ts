import { cp, mkdtempDisposable, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { planImages, selectImages } from "./plan-images.ts";

const REPO = resolve(import.meta.dirname, "../../..");
const namesOf = (images: readonly { name: string }[]) => images.map(({ name }) => name);

test("our own images can be built: each has a Dockerfile, and what it is made from comes before it", async () => {
  const images = await planImages(REPO);
  expect(namesOf(images)).toContain("nginx");
  for (const [index, image] of images.entries()) for (const base of image.bases) expect(images.indexOf(base)).toBeLessThan(index);
});

test("asking for one image asks for what it is made from too", async () => {
  const images = await planImages(REPO);
  expect(namesOf(selectImages(images, ["app"]))).toEqual(["debian", "python", "app"]);
  expect(() => selectImages(images, ["oracle"])).toThrow("there is no image oracle");
});

test("a changed base changes the hash of what is made from it, and of nothing else", async () => {
  await using copy = await mkdtempDisposable(join(tmpdir(), "glassbox-images-"));
  await cp(join(REPO, "images"), join(copy.path, "images"), { recursive: true });
  const before = await planImages(copy.path);
  await writeFile(join(copy.path, "images/python/Dockerfile"), "FROM debian:12\nRUN true\n");
  const after = await planImages(copy.path);
  const changed = after.filter(({ hash }, index) => hash !== before[index]!.hash);
  expect(namesOf(changed)).toEqual(["python", "app"]);
});
