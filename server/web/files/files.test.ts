import { randomBytes } from "node:crypto";
import { request as httpRequest } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { EDITOR_CAP_BYTES, PART_BYTES, TRANSFER_CAP_BYTES } from "../../../lib/contract/files.ts";
import { createPersonToken, toPersonCookie } from "../people/person-cookie.ts";
import type { Web } from "../start-web.ts";
import { openBrowser } from "../testing/open-browser.ts";
import { ScriptedSandboxd } from "../testing/scripted-sandboxd.ts";
import { soon } from "../testing/soon.ts";
import { createTestPlace } from "../testing/start-test-web.ts";
import { TransferLimits } from "./transfer-limits.ts";

const place = createTestPlace();
const sandboxd = new ScriptedSandboxd();
let web: Web;

beforeAll(async () => {
  await sandboxd.listen(place.socketPath);
  web = await place.start();
});
afterAll(async () => {
  await web.close();
  await sandboxd.close();
  place.destroy();
});
beforeEach(() => {
  sandboxd.calls.length = 0;
  sandboxd.files.clear();
});

async function someone() {
  const token = createPersonToken();
  const browser = await openBrowser(web.port, { token });
  const { sandbox } = await browser.call("lab:open", { lab: "one" });
  return { token, browser, sandbox: sandbox.id };
}
type Sent = {
  method?: "GET" | "PUT";
  path?: string;
  lab?: string;
  body?: Uint8Array;
  token?: string | null;
  headers?: Record<string, string>;
};

function send({ method = "GET", path = "/root/a", lab = "one", body, token, headers = {} }: Sent) {
  const url = `http://127.0.0.1:${web.port}/api/file?lab=${lab}&path=${encodeURIComponent(path)}`;
  const cookie = token ? toPersonCookie(token, { secure: false }).split(";")[0]! : "";
  return fetch(url, {
    method,
    ...(body ? { body: new Blob([Uint8Array.from(body)]) } : {}),
    headers: { cookie, origin: `http://127.0.0.1:${web.port}`, ...headers },
  });
}

describe("the socket's files", () => {
  test("are those of the tab's own sandbox, and need an open lab", async () => {
    const ada = await someone();
    const eve = await someone();
    await ada.browser.call("file:write", {
      path: "/root/a",
      expected: { kind: "absent" },
      data: new Uint8Array([1]).buffer as never,
    });
    await eve.browser.call("file:list", { path: "/root" });
    expect(sandboxd.called("writeFile")).toMatchObject([{ sandbox: ada.sandbox, path: "/root/a" }]);
    expect(sandboxd.called("listDirectory")).toMatchObject([{ sandbox: eve.sandbox }]);
    const early = await openBrowser(web.port);
    for (const name of ["file:list", "file:read", "file:remove", "file:make-directory"] as const)
      await expect(early.call(name, { path: "/root" })).rejects.toThrow("not-open");
  });

  test("refuse a path that climbs, a spelling of our own making and a sandbox that somebody names", async () => {
    const { browser, sandbox } = await someone();
    for (const path of ["/../etc", "root", "/a%2fb", "/%00", "", "/a/"])
      await expect(browser.call("file:read", { path })).rejects.toThrow("invalid");
    const eve = await someone();
    await eve.browser.call("file:read", { path: "/root/a", sandbox } as never);
    expect(sandboxd.called("readFile")).toMatchObject([{ sandbox: eve.sandbox }]);
  });

  test("carry a whole mebibyte both ways; a byte more is refused and the connection stays", async () => {
    const { browser } = await someone();
    const data = randomBytes(EDITOR_CAP_BYTES);
    const write = (bytes: Buffer) =>
      browser.call("file:write", {
        path: "/root/large",
        expected: { kind: "any" },
        data: Uint8Array.from(bytes).buffer as never,
      });
    expect(await write(data)).toMatchObject({ kind: "written" });
    const answer = await browser.call("file:read", { path: "/root/large" });
    expect(answer.kind === "content" && Buffer.compare(Buffer.from(answer.data), data)).toBe(0);
    await expect(write(Buffer.alloc(EDITOR_CAP_BYTES + 1))).rejects.toThrow("invalid");
    expect(await browser.call("file:list", { path: "/root" })).toMatchObject({ kind: "listing" });
  });

  test("have a rate of their own: a flood is refused before it starts processes", async () => {
    const { browser } = await someone();
    const answers = await Promise.allSettled(Array.from({ length: 90 }, () => browser.call("file:list", { path: "/root" })));
    expect(answers.filter(({ status }) => status === "rejected").length).toBeGreaterThan(20);
    expect(sandboxd.called("listDirectory").length).toBeLessThan(70);
  });
});

describe("files over HTTP", () => {
  test("go up in parts and come down with equal bytes, as an attachment of no type", async () => {
    const { token, sandbox } = await someone();
    const data = randomBytes(2 * PART_BYTES + 777);
    const up = await send({ method: "PUT", body: data, token });
    expect([up.status, await up.json()]).toMatchObject([200, { kind: "written" }]);
    expect(sandboxd.called("writeFilePart")).toMatchObject([
      { sandbox, offset: 0, total: data.length, expected: { kind: "absent" } },
      { offset: PART_BYTES },
      { offset: 2 * PART_BYTES },
    ]);
    const down = await send({ token });
    expect(Buffer.compare(Buffer.from(await down.arrayBuffer()), data)).toBe(0);
    expect(Object.fromEntries(down.headers)).toMatchObject({
      ...{ "content-type": "application/octet-stream", "x-content-type-options": "nosniff" },
      "content-disposition": "attachment; filename*=UTF-8''a",
      "content-security-policy": "sandbox; default-src 'none'",
    });
    expect(await (await send({ method: "PUT", body: new Uint8Array(), path: "/root/empty", token })).json()).toMatchObject({
      kind: "written",
    });
  });

  test("are nobody's without the cookie, and nobody else's with it", async () => {
    const { token, sandbox } = await someone();
    sandboxd.files.set("/root/a", Buffer.from("secret"));
    expect((await send({ token: null })).status).toBe(401);
    expect((await send({ token: createPersonToken() })).status).toBe(409);
    expect((await send({ token, lab: "two" })).status).toBe(409);
    expect((await send({ token, lab: "../one" })).status).toBe(400);
    expect((await send({ token, path: "/../etc/passwd" })).status).toBe(400);
    expect(sandboxd.called("readFilePart")).toEqual([]);
    expect((await send({ token })).status).toBe(200);
    expect(sandboxd.called("readFilePart")).toMatchObject([{ sandbox }]);
  });

  test("are not for another site's page, by its Origin, its Referer or what the browser says of it", async () => {
    const { token } = await someone();
    const own = `http://127.0.0.1:${web.port}`;
    const foreign: Record<string, string>[] = [
      { origin: "https://evil.example" },
      { origin: "null" },
      { origin: "", referer: "https://evil.example/page" },
      { origin: "" },
      { origin: own, "sec-fetch-site": "cross-site" },
      { origin: own, "sec-fetch-site": "same-site" },
      { origin: own, "sec-fetch-site": "none" },
    ];
    for (const headers of foreign)
      for (const method of ["GET", "PUT"] as const) {
        const answer = await send({ token, method, headers, ...(method === "PUT" ? { body: new Uint8Array([1]) } : {}) });
        expect([method, headers, answer.status]).toEqual([method, headers, 403]);
      }
    expect(sandboxd.calls.filter(({ name }) => name.includes("FilePart"))).toEqual([]);
    sandboxd.files.set("/root/a", Buffer.from("x"));
    expect((await send({ token, headers: { "sec-fetch-site": "same-origin" } })).status).toBe(200);
  });

  test("too large to send is said before anything is read; a refusal of the sandbox comes through as a value", async () => {
    const { token } = await someone();
    const big = await send({ method: "PUT", body: new Uint8Array(TRANSFER_CAP_BYTES + 1), token }).catch(() => null);
    expect(big === null || big.status === 413).toBe(true);
    expect(sandboxd.called("writeFilePart")).toEqual([]);
    const gone = await send({ token, path: "/root/none" });
    expect([gone.status, await gone.json()]).toEqual([409, { kind: "refused", code: "gone", detail: "" }]);
    sandboxd.files.set("/root/huge", Buffer.alloc(TRANSFER_CAP_BYTES + 1));
    expect(await (await send({ token, path: "/root/huge" })).json()).toMatchObject({ code: "too-big" });
  });

  test("a browser that goes away half-way leaves no half of a file", async () => {
    const { token } = await someone();
    const request = httpRequest(`http://127.0.0.1:${web.port}/api/file?lab=one&path=/root/half`, {
      method: "PUT",
      headers: {
        "content-length": 3 * PART_BYTES,
        cookie: toPersonCookie(token, { secure: false }).split(";")[0],
        origin: `http://127.0.0.1:${web.port}`,
      },
    });
    request.on("error", () => undefined);
    request.write(Buffer.alloc(PART_BYTES + 5));
    await soon(() => expect(sandboxd.uploads.size).toBe(1));
    request.destroy();
    await soon(() => expect(sandboxd.uploads.size).toBe(0));
    expect(sandboxd.files.has("/root/half")).toBe(false);
  });
});

test("a person has two transfers at once and so many bytes; another person is not held up", () => {
  const limits = new TransferLimits();
  expect([limits.begin("ada", 1, 0), limits.begin("ada", 1, 0), limits.begin("ada", 1, 0), limits.begin("eve", 1, 0)]).toEqual([
    true,
    true,
    false,
    true,
  ]);
  limits.end("ada");
  let uploads = 0;
  while (limits.begin("ada", TRANSFER_CAP_BYTES, 0)) {
    limits.end("ada");
    uploads += 1;
  }
  expect(uploads).toBe(4);
  expect(limits.begin("ada", TRANSFER_CAP_BYTES, 10_000)).toBe(true);
});
