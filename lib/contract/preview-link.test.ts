import { expect, test } from "vitest";
import { parsePreviewLink } from "./preview-link.ts";

test("a port, and a place there", () => {
  expect(parsePreviewLink("preview:8088")).toEqual({ port: 8088, path: "/" });
  expect(parsePreviewLink("preview:65535/a?b=1")).toEqual({ port: 65535, path: "/a?b=1" });
});
test("any other link is none", () => expect(parsePreviewLink("https://example.org/preview:1")).toBeNull());
test.each(["preview:0", "preview:65536", "preview:", "preview:web", "preview:8088x", "preview:1//evil.example", "preview:-1"])(
  "%s is refused with the cure",
  (url) => expect(parsePreviewLink(url)).toContain("write preview: and a port from 1 to 65535"),
);
