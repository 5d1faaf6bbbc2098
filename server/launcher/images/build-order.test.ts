import { expect, test } from "vitest";
import { toBuildOrder } from "./build-order.ts";
import type { ImageEntry } from "./image-manifest.ts";

const image = (name: string): ImageEntry => ({ name, tags: ["1"], also: [], proof: { run: ["true"], says: "x" } });
const order = (names: string[], bases: Record<string, string[]>) =>
  toBuildOrder(names.map(image), new Map(Object.entries(bases))).map(({ name }) => name);

test("an image is built after what it is made from, wherever the manifest names it", () => {
  expect(order(["app", "python", "debian"], { app: ["python:1"], python: ["debian:1"] })).toEqual(["debian", "python", "app"]);
});

test("what depends on nothing keeps the manifest's order", () => {
  expect(order(["b", "a"], {})).toEqual(["b", "a"]);
});

test("a base that is not ours is refused with those that are", () => {
  expect(() => order(["a"], { a: ["alpine:3"] })).toThrow("FROM alpine:3 is not ours");
});

test("a circle is refused by its name", () => {
  expect(() => order(["a", "b"], { a: ["b:1"], b: ["a:1"] })).toThrow("made from itself (a from b from a)");
});
