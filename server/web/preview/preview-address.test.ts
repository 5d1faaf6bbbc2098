import { describe, expect, test } from "vitest";
import {
  createLabel,
  isLoopbackOrigin,
  parsePreviewHost,
  parsePreviewOrigin,
  toFrameSource,
  toOrigin,
} from "./preview-address.ts";

const local = { scheme: "http", suffix: ".localhost", port: ":8001" } as const;

test("every preview has a host name that nobody guesses", () => {
  const labels = Array.from({ length: 100 }, createLabel);
  expect(new Set(labels).size).toBe(100);
  for (const label of labels) expect(parsePreviewHost(`${label}.localhost:8001`, ".localhost")).toBe(label);
});

test("a configured address keeps its scheme, name and port", () => {
  const address = parsePreviewOrigin("https://*.Preview.example.edu");
  expect(toOrigin(address, "abc")).toBe("https://abc.preview.example.edu");
  expect(toFrameSource(address)).toBe("https://*.preview.example.edu");
  expect(toOrigin(parsePreviewOrigin("http://*.lab.test:8001"), "abc")).toBe("http://abc.lab.test:8001");
});

test.each([
  "https://preview.example.edu",
  "*.example.edu",
  "ftp://*.example.edu",
  "https://*",
  "https://*.a.b/path",
  "https://a*.b.c",
])("%s is refused with what it should be", (text) =>
  expect(() => parsePreviewOrigin(text)).toThrow("https://*.preview.example.edu"),
);

describe("the host of a preview", () => {
  const label = createLabel();
  test.each([
    [`${label}.localhost`, label],
    [`${label}.LOCALHOST:1`, label],
    ["localhost:8001", null],
    [`x.${label}.localhost`, null],
    [`${label}x.localhost`, null],
    [`${label}.localhost.evil.example`, null],
    [`${label}.localhost@evil.example`, null],
    ["__proto__.localhost", null],
    ["", null],
    [undefined, null],
  ])("%s", (host, found) => expect(parsePreviewHost(host, local.suffix)).toBe(found));
});

test("names below localhost lead here only for those who are on this machine", () => {
  expect(["http://127.0.0.1:8000", "http://localhost:8000", "http://[::1]:8000"].every(isLoopbackOrigin)).toBe(true);
  expect(
    ["http://10.0.0.5:8000", "https://lab.example.edu", "null", "http://127.0.0.1.evil.example"].some(isLoopbackOrigin),
  ).toBe(false);
});
