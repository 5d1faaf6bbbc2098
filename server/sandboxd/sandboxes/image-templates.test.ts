import { beforeEach, expect, it } from "vitest";
import { createImageTemplates, type ImageTemplateParts, toTemplateName } from "./image-templates.ts";

let kept: string[];
let made: (readonly string[])[];
let digest: string | null;
let fails: boolean;
let now: number;
const warned: string[] = [];
beforeEach(() => {
  [kept, made, digest, fails, now] = [[], [], "sha256:1", false, 0];
});
const parts = (): ImageTemplateParts => ({
  templates: {
    find: async (name) => (kept.includes(name) ? `/templates/${name}` : null),
    list: async () => [...kept],
    keep: async () => undefined,
    async remove(name) {
      kept = kept.filter((other) => other !== name);
    },
  },
  readDigests: async (images) => images.map(() => digest),
  readRootfs: async () => "/rootfs-1",
  async make(images, name) {
    made.push(images);
    if (fails) throw new Error("the disk is full");
    kept.push(name);
  },
  log: { info: () => undefined, warn: (_, message) => void warned.push(message), error: () => undefined },
  ending: new AbortController().signal,
  now: () => now,
});
const quiet = () => undefined;

it("is made once for all who ask at the same time, in whatever order they name the images", async () => {
  const templates = createImageTemplates(parts());
  const told: string[] = [];
  const found = await Promise.all([
    templates.find(["b", "a"], (doing) => told.push(doing)),
    templates.find(["a", "b"], (doing) => told.push(doing)),
  ]);
  expect(made).toEqual([["a", "b"]]);
  expect(found).toEqual([`/templates/${kept[0]}`, `/templates/${kept[0]}`]);
  expect(told).toHaveLength(2);
  await templates.find(["a", "b"], (doing) => told.push(doing));
  expect([made.length, told.length]).toEqual([1, 2]);
});

it("is made anew for another image of the same name, and the one before goes", async () => {
  const templates = createImageTemplates(parts());
  await templates.find(["a"], quiet);
  await templates.find(["c"], quiet);
  const [before, other] = kept;
  digest = "sha256:2";
  await templates.find(["a"], quiet);
  expect(kept).not.toContain(before);
  expect(kept).toContain(other);
  expect(made).toEqual([["a"], ["c"], ["a"]]);
});

it("costs nobody a sandbox when it cannot be made, and is tried again a minute later", async () => {
  const templates = createImageTemplates(parts());
  fails = true;
  expect(await templates.find(["a"], quiet)).toBeNull();
  expect(await templates.find(["a"], quiet)).toBeNull();
  expect(made).toHaveLength(1);
  [fails, now] = [false, 60_000];
  expect(await templates.find(["a"], quiet)).toBe(`/templates/${kept[0]}`);
});

it("is not asked for where an image cannot be pulled, where none is named, and where the storage has no snapshots", async () => {
  digest = null;
  expect(await createImageTemplates(parts()).find(["a"], quiet)).toBeNull();
  digest = "sha256:1";
  expect(await createImageTemplates(parts()).find([], quiet)).toBeNull();
  expect(await createImageTemplates({ ...parts(), templates: null }).find(["a"], quiet)).toBeNull();
  expect(made).toEqual([]);
});

it("what is wanted is made one by one before anybody asks, and what is not to be had comes later, not at once", async () => {
  const templates = createImageTemplates(parts());
  templates.want([["b", "a"], ["a", "b"], [], ["c"]]);
  digest = null;
  await templates.makeWanted();
  digest = "sha256:1";
  await templates.makeWanted();
  expect(made).toEqual([]);
  now = 10_000;
  for (const _ of ["one", "other", "none"]) await templates.makeWanted();
  expect(made).toEqual([["c"], ["a", "b"]]);
});

it("says nothing of one that is given up because the lab shuts down", async () => {
  const ending = new AbortController();
  warned.length = 0;
  fails = true;
  ending.abort();
  await createImageTemplates({ ...parts(), ending: ending.signal }).find(["a"], quiet);
  expect(warned).toEqual([]);
});

it("a template's name says which images before the dash, and what exactly they are behind it", () => {
  const [one, other] = [toTemplateName(["a"], ["1"]), toTemplateName(["a"], ["2"])];
  expect(one.split("-")[0]).toBe(other.split("-")[0]);
  expect(one).not.toBe(other);
});
