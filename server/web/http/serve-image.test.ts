import type { IncomingMessage, ServerResponse } from "node:http";
import { expect, test } from "vitest";
import type { Lab } from "../../../lib/content/lab.ts";
import { serveImage } from "./serve-image.ts";

const svg = new TextEncoder().encode("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>");
const images = new Map([["images/a.svg", { content: svg, type: "image/svg+xml", width: 1, height: 1, version: "abc" }]]);
const labs = { lab: async (id: string) => (id === "one" ? ({ images } as unknown as Lab) : null) };

async function ask(url: string, method = "GET") {
  const said: { status?: number; headers?: Record<string, unknown>; body?: unknown } = {};
  const response = {
    writeHead: (status: number, headers: Record<string, unknown>) => Object.assign(said, { status, headers }),
    end: (body: unknown) => Object.assign(said, { body }),
  };
  const served = await serveImage(labs, { url, method } as IncomingMessage, response as unknown as ServerResponse);
  return { served, ...said };
}

test("a picture is served as what it is, in a sandbox where nothing of it runs, and its own version may be kept for good", async () => {
  expect(await ask("/lab-image/one/a.svg?v=abc")).toMatchObject({
    status: 200,
    headers: {
      "content-type": "image/svg+xml",
      "content-security-policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'",
      "cache-control": "public, max-age=31536000, immutable",
    },
    body: svg,
  });
  expect(await ask("/lab-image/one/a.svg?v=old", "HEAD")).toMatchObject({
    headers: { "cache-control": "no-cache" },
    body: undefined,
  });
});

test.each([
  "/lab-image/two/a.svg",
  "/lab-image/one/b.svg",
  "/lab-image/one/../one/a.svg",
  "/lab-image/one/%2e%2e/lab.md",
  "/lab-image/one/images/a.svg",
  "/lab-image/",
])("there is no picture at %s", async (url) => {
  expect(await ask(url)).toEqual({ served: false });
});
