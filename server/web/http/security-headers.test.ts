import { expect, test } from "vitest";
import { toSecurityHeaders } from "./security-headers.ts";

const policy = (dev: boolean) => toSecurityHeaders({ nonce: "bm9uY2U=", dev })["content-security-policy"]!;
const directive = (name: string, dev = false) =>
  policy(dev)
    .split("; ")
    .find((part) => part.startsWith(`${name} `));

test("a script runs only from our files or with this answer's nonce", () =>
  expect(directive("script-src")).toBe("script-src 'self' 'nonce-bm9uY2U='"));
test("our pages show no foreign page but previews, each under a name of its own", () => {
  expect(directive("frame-src")).toBe("frame-src 'none'");
  const headers = toSecurityHeaders({ nonce: "x", dev: false, frameSources: ["http://*.localhost:8001"] });
  expect(headers["content-security-policy"]).toContain("; frame-src http://*.localhost:8001;");
});
test("no page may frame us", () => expect(directive("frame-ancestors")).toBe("frame-ancestors 'none'"));
test("eval is for development only", () => {
  expect(policy(true)).toContain("'unsafe-eval'");
  expect(policy(false)).not.toContain("eval");
});
