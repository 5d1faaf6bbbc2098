import { expect, test } from "vitest";
import { type AskedBy, isAskedByItself } from "./admit-request.ts";

const own = "http://abc.localhost:8001";
const judge = (asked: AskedBy) => isAskedByItself({ method: "GET", ...asked }, own);

test.each<[string, AskedBy]>([
  ["its own pages, whatever they do", { "sec-fetch-site": "same-origin", method: "POST" }],
  ["an address that was typed", { "sec-fetch-site": "none", "sec-fetch-mode": "navigate" }],
  ["a link or a frame elsewhere", { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" }],
  ["its own page, from a browser that says only Origin", { origin: own, method: "POST" }],
  ["a plain reader", {}],
])("lets in %s", (_, asked) => expect(judge(asked)).toBe(true));

test.each<[string, AskedBy]>([
  ["another site's script", { "sec-fetch-site": "cross-site", "sec-fetch-mode": "cors", origin: own }],
  ["another site's form", { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", method: "POST" }],
  ["another preview's script", { "sec-fetch-site": "same-site", "sec-fetch-mode": "no-cors" }],
  ["another origin, from a browser that says only Origin", { origin: "http://evil.example", method: "POST" }],
  ["a nameless origin", { origin: "null", method: "POST" }],
  ["a form without any word of where it was", { method: "POST" }],
])("keeps out %s", (_, asked) => expect(judge(asked)).toBe(false));
