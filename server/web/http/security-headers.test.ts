import { expect, test } from "vitest";
import { toSecurityHeaders } from "./security-headers.ts";

const policy = (dev: boolean) => toSecurityHeaders({ nonce: "bm9uY2U=", dev })["content-security-policy"]!;
const directive = (name: string, dev = false) =>
  policy(dev)
    .split("; ")
    .find((part) => part.startsWith(`${name} `));

test("a script runs only from our files or with this answer's nonce", () =>
  expect(directive("script-src")).toBe("script-src 'self' 'nonce-bm9uY2U='"));
test("no page may frame us", () => expect(directive("frame-ancestors")).toBe("frame-ancestors 'none'"));
test("eval is for development only", () => {
  expect(policy(true)).toContain("'unsafe-eval'");
  expect(policy(false)).not.toContain("eval");
});
