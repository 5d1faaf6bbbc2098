import { expect, test } from "vitest";
import { LauncherError } from "../failure.ts";
import { parseImageManifest, toReferences } from "./image-manifest.ts";

const entry = (change: object = {}) => ({
  name: "nginx",
  tags: ["1.22", "latest"],
  proof: { run: ["true"], says: "x" },
  ...change,
});
const parse = (...images: object[]) => parseImageManifest(JSON.stringify({ images }));
const failure = (work: () => unknown): LauncherError => {
  try {
    work();
  } catch (error) {
    if (error instanceof LauncherError) return error;
    throw error;
  }
  throw new Error("it was accepted");
};

test("an image is called by each of its tags and by its other names", () => {
  const [image] = parse(entry({ also: ["web:latest"] }));
  expect(toReferences(image!)).toEqual(["nginx:1.22", "nginx:latest", "web:latest"]);
});

test("a wrong entry is refused with its place and a cure", () => {
  expect(failure(() => parse(entry({ tags: [1.1] }))).message).toContain("images.0.tags.0");
  expect(failure(() => parse(entry({ name: "../etc" }))).message).toContain("images.0.name");
  expect(failure(() => parse(entry({ tags: ["a/b"] }))).message).toContain("a tag");
  expect(failure(() => parse(entry({ colour: "red" }))).message).toContain("colour");
  expect(failure(() => parse(entry({ also: ["Web:latest"] }))).cure).toContain("nginx:1.22");
  expect(failure(() => parseImageManifest("images: [")).cure).toContain("YAML");
});

test("no two images answer to one name", () => {
  const clash = () => parse(entry(), entry({ name: "web", also: ["nginx:latest"] }));
  expect(failure(clash).message).toContain("nginx:latest is named twice (nginx, web)");
});
