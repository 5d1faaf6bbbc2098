import type { IncomingHttpHeaders } from "node:http";
import { describe, expect, test } from "vitest";
import { isOwnRequest, isVisit } from "./own-request.ts";

const rule = { listed: ["https://lab.example.org"], loopbackOnly: true };
const own = (headers: IncomingHttpHeaders) => isOwnRequest({ host: "localhost:8000", ...headers }, rule);

describe("a request of our own", () => {
  test.each<[string, IncomingHttpHeaders]>([
    ["from our page", { "sec-fetch-site": "same-origin" }],
    ["typed by a person", { "sec-fetch-site": "none" }],
    ["from a browser that says only Origin", { origin: "http://localhost:8000" }],
    ["from a listed origin behind a proxy", { origin: "https://lab.example.org" }],
    ["by hand, with curl", {}],
  ])("%s", (_, headers) => expect(own(headers)).toBe(true));
});

describe("not a request of our own", () => {
  test.each<[string, IncomingHttpHeaders]>([
    ["another site", { "sec-fetch-site": "cross-site" }],
    ["another port of this host", { "sec-fetch-site": "same-site" }],
    ["another port, from a browser that says only Origin", { origin: "http://localhost:8001" }],
    ["a preview", { origin: "http://abcdefghijklmnopqrstuvwxyz.localhost:8001" }],
    ["a sandboxed frame", { origin: "null" }],
    ["another site that claims ours as Origin", { "sec-fetch-site": "cross-site", origin: "http://localhost:8000" }],
  ])("%s", (_, headers) => expect(own(headers)).toBe(false));
});

test("a frame is no visit, a link from anywhere is", () => {
  expect(isVisit({ "sec-fetch-mode": "navigate", "sec-fetch-dest": "document", "sec-fetch-site": "cross-site" })).toBe(true);
  expect(isVisit({ "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe" })).toBe(false);
  expect(isVisit({ "sec-fetch-mode": "no-cors", "sec-fetch-dest": "image" })).toBe(false);
});
