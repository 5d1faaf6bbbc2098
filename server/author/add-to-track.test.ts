import { expect, test } from "vitest";
import { addToTrack } from "./add-to-track.ts";

const text = `# order matters
tracks:
  - id: ns
    title: { en: "A", zh-CN: "甲" }
    labs:
      - one # first
  - id: fs
    labs: []
`;

test("a lab comes last in its track, and nothing else in the file changes", () => {
  expect(addToTrack(text, "ns", "two")).toBe(text.replace("      - one # first\n", "      - one # first\n      - two\n"));
  const endless = text.slice(0, text.indexOf("\n  - id: fs"));
  expect(addToTrack(endless, "ns", "two")).toBe(`${endless}\n      - two\n`);
});

test("an empty track takes its first lab", () => {
  expect(addToTrack(text, "fs", "two")).toMatch(/- id: fs\n {4}labs: \[ two \]\n$/);
});

test("a track that is not there is named with those that are", () => {
  expect(() => addToTrack(text, "nope", "two")).toThrow("there is no track nope: name one of ns, fs.");
});
