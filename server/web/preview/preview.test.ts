import { once } from "node:events";
import { createServer, request as httpRequest, type IncomingHttpHeaders, type Server } from "node:http";
import { type AddressInfo, connect, createServer as createTcpServer } from "node:net";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createPersonToken } from "../people/person-cookie.ts";
import type { Web } from "../start-web.ts";
import { type Browser, openBrowser } from "../testing/open-browser.ts";
import { ScriptedSandboxd } from "../testing/scripted-sandboxd.ts";
import { createTestPlace } from "../testing/start-test-web.ts";

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

let place: ReturnType<typeof createTestPlace>;
let sandboxd: ScriptedSandboxd;
let web: Web;
let browser: Browser;
/** Stands for what a student runs in the sandbox on port 8088. */
let student: Server;
let received: { method: string; url: string; headers: IncomingHttpHeaders; body: string }[];

beforeEach(async () => {
  place = createTestPlace();
  sandboxd = new ScriptedSandboxd();
  await sandboxd.listen(place.socketPath);
  web = await place.start();
  received = [];
  student = createServer((request, response) => {
    let body = "";
    request.on("data", (data) => {
      body += data;
    });
    request.on("end", () => {
      received.push({ method: request.method!, url: request.url!, headers: request.headers, body });
      response.setHeader("set-cookie", ["gb_person=evil", "own=1; Domain=localhost"]);
      response.end(`student says ${request.url}`);
    });
  });
  await once(student.listen(0, "127.0.0.1"), "listening");
  sandboxd.relay.servers.set(8088, (student.address() as AddressInfo).port);
  browser = await openBrowser(web.port, { token: createPersonToken() });
  await browser.call("lab:open", { lab: "one" });
});
afterEach(async () => {
  browser.close();
  await web.close();
  await sandboxd.close();
  student.close();
  place.destroy();
});

type Asked = { host: string; path?: string; method?: string; headers?: Record<string, string>; body?: string };
type Got = { status: number; headers: IncomingHttpHeaders; body: string };
/** fetch, but with any Host and any cookie. */
const ask = ({ host, path = "/", method = "GET", headers = {}, body }: Asked): Promise<Got> =>
  new Promise((resolve, reject) => {
    const outgoing = httpRequest(
      { host: "127.0.0.1", port: web.previewPort, path, method, headers: { host, ...headers }, agent: false },
      async (answer) => {
        let text = "";
        for await (const chunk of answer) text += chunk;
        resolve({ status: answer.statusCode!, headers: answer.headers, body: text });
      },
    );
    outgoing.on("error", reject);
    outgoing.end(body);
  });

const address = async (port = 8088, path = "/") => new URL((await browser.call("preview:open", { port, path })).url);
/** A browser that was let in: its host and its cookie. */
async function enter(port = 8088): Promise<{ host: string; cookie: string; origin: string }> {
  const url = await address(port);
  const { headers } = await ask({ host: url.host, path: url.pathname + url.search });
  return { host: url.host, origin: url.origin, cookie: headers["set-cookie"]![0]!.split(";")[0]! };
}

describe("who sees a preview", () => {
  test("the owner: a grant becomes a cookie and a clean address, and then the student's server answers", async () => {
    const url = await address(8088, "/start?x=1");
    expect(url.hostname).toMatch(/^[a-z2-7]{26}\.localhost$/);
    const entry = await ask({ host: url.host, path: url.pathname + url.search });
    expect(entry).toMatchObject({ status: 303, headers: { location: "/start?x=1", "cache-control": "no-store" } });
    expect(entry.headers["set-cookie"]![0]).toMatch(/; HttpOnly; Secure; SameSite=None; Partitioned$/);
    const cookie = `gb_person=secret; ${entry.headers["set-cookie"]![0]!.split(";")[0]!}; own=2`;
    const page = await ask({ host: url.host, path: "/start?x=1", headers: { cookie } });
    expect(page).toMatchObject({ status: 200, body: "student says /start?x=1" });
    expect(page.headers["set-cookie"]).toEqual(["own=1"]);
    expect(received[0]!.headers).toMatchObject({ host: "localhost:8088", cookie: "own=2" });
  });

  test("nobody without the cookie, with a spent grant, with another preview's cookie or by another name", async () => {
    const url = await address();
    const { host, cookie } = await enter();
    const other = await enter(3000);
    const spent = url.pathname + url.search;
    await ask({ host, path: spent });
    const attempts = [
      { host },
      { host, path: spent },
      { host, headers: { cookie: other.cookie } },
      { host: other.host, headers: { cookie } },
      { host: `localhost:${web.previewPort}`, headers: { cookie } },
      { host: `a.${host}`, headers: { cookie } },
      { host: "evil.example", headers: { cookie } },
      { host, path: "/.glassbox/other", headers: { cookie } },
    ];
    for (const attempt of attempts) expect(await ask(attempt), JSON.stringify(attempt)).toMatchObject({ status: 403 });
    expect(received).toEqual([]);
  });

  test("no other site acts in it with the owner's cookie", async () => {
    const { host, cookie, origin } = await enter();
    const from = (headers: Record<string, string>, method = "POST") =>
      ask({ host, method, headers: { cookie, ...headers }, body: method === "POST" ? "x" : "" });
    expect(await from({ origin: "http://evil.example", "sec-fetch-site": "cross-site" })).toMatchObject({ status: 403 });
    expect(await from({ origin: "null" })).toMatchObject({ status: 403 });
    expect(await from({ "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors" }, "GET")).toMatchObject({ status: 403 });
    expect(received).toEqual([]);
    expect(await from({ origin, "sec-fetch-site": "same-origin" })).toMatchObject({ status: 200 });
    expect(received).toMatchObject([{ method: "POST", body: "x", headers: { origin: "http://localhost:8088" } }]);
  });

  test("a preview is opened for the tab's own sandbox only, and only below a name that leads here", async () => {
    const stranger = await openBrowser(web.port);
    await expect(stranger.call("preview:open", { port: 8088, path: "/" })).rejects.toThrow("not-open");
    stranger.close();
    const outside = await openBrowser(web.port, { origin: "https://lab.example.org" });
    await outside.call("lab:open", { lab: "two" });
    await expect(outside.call("preview:open", { port: 8088, path: "/" })).rejects.toThrow("GLASSBOX_PREVIEW_ORIGIN");
    outside.close();
    for (const path of ["//evil.example", "/\\evil.example", "x", "/a\r\nb"])
      await expect(browser.call("preview:open", { port: 8088, path })).rejects.toThrow("invalid");
  });
});

describe("what stands in for a student's page", () => {
  test("nothing answers: the port, what listens, a command, in the owner's language", async () => {
    const { host, cookie } = await enter(3000);
    sandboxd.relay.listeners = [{ address: "127.0.0.1", port: 8088 }];
    const page = await ask({ host, headers: { cookie } });
    expect(page.status).toBe(502);
    for (const part of ["Nothing answers on port 3000 yet", "<b>8088</b> <span>127.0.0.1</span>", "busybox httpd -f -p 3000"])
      expect(page.body).toContain(part);
    expect(await ask({ host, path: "/.glassbox/state", headers: { cookie } })).toMatchObject({
      status: 200,
      body: '{"reload":false}',
    });
    sandboxd.relay.servers.set(3000, (student.address() as AddressInfo).port);
    expect(await ask({ host, path: "/.glassbox/state", headers: { cookie } })).toMatchObject({ body: '{"reload":true}' });
  });

  test("the sandbox has ended", async () => {
    const { host, cookie } = await enter();
    sandboxd.relay.ended = true;
    expect(await ask({ host, headers: { cookie } })).toMatchObject({
      status: 410,
      body: expect.stringContaining("This sandbox has ended"),
    });
  });

  test("what answers does not speak HTTP", async () => {
    const junk = createTcpServer((socket) => socket.on("error", () => undefined).end("SSH-2.0-OpenSSH\r\n"));
    await once(junk.listen(0, "127.0.0.1"), "listening");
    sandboxd.relay.servers.set(22, (junk.address() as AddressInfo).port);
    const { host, cookie } = await enter(22);
    expect(await ask({ host, headers: { cookie } })).toMatchObject({
      status: 502,
      body: expect.stringContaining("Port 22 did not answer"),
    });
    junk.close();
  });
});

describe("a WebSocket", () => {
  const handshake = async (host: string, headers: Record<string, string>) => {
    const socket = connect(web.previewPort, "127.0.0.1").on("error", () => undefined);
    const lines = Object.entries({ host, upgrade: "websocket", connection: "Upgrade", ...headers }).map(
      ([name, value]) => `${name}: ${value}`,
    );
    socket.write(`GET /ws HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`);
    const [first] = await once(socket, "data");
    return { socket, answer: String(first) };
  };

  test("is opened by the preview's own page, and bytes go both ways", async () => {
    student.on("upgrade", (request, socket) => {
      received.push({ method: "GET", url: request.url!, headers: request.headers, body: "" });
      socket.on("error", () => undefined);
      socket.write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nX-It: works\r\n\r\n");
      socket.on("data", (data: Buffer) => socket.write(`echo ${data}`));
    });
    const { host, cookie, origin } = await enter();
    const { socket, answer } = await handshake(host, { origin, cookie: `${cookie}; gb_person=secret` });
    expect(answer).toMatch(/^HTTP\/1.1 101 Switching Protocols\r\n/);
    expect(answer).toContain("x-it: works");
    socket.write("ping");
    expect(String((await once(socket, "data"))[0])).toBe("echo ping");
    socket.destroy();
    expect(received[0]!.headers).toMatchObject({ host: "localhost:8088", origin: "http://localhost:8088" });
    expect(received[0]!.headers).not.toHaveProperty("cookie");
    await vi.waitFor(() => expect(sandboxd.relay.sockets.size).toBe(0));
  });

  test("is refused to another page, to a page without a name and to whoever has no cookie", async () => {
    const { host, cookie, origin } = await enter();
    for (const headers of [
      { origin: "http://evil.example", cookie },
      { origin: "null", cookie },
      { cookie },
      { origin },
    ] as Record<string, string>[]) {
      const { socket, answer } = await handshake(host, headers);
      expect(answer).toMatch(/^HTTP\/1.1 403 /);
      socket.destroy();
    }
    expect(received).toEqual([]);
  });
});

test("no connection stays open behind an answer, nor behind a browser that left", async () => {
  const { host, cookie } = await enter();
  for (let round = 0; round < 5; round += 1) await ask({ host, path: `/${round}`, headers: { cookie } });
  student.removeAllListeners("request").on("request", () => undefined);
  const outgoing = httpRequest({ host: "127.0.0.1", port: web.previewPort, headers: { host, cookie }, agent: false }).on(
    "error",
    () => undefined,
  );
  outgoing.end();
  await vi.waitFor(() => expect(sandboxd.relay.sockets.size).toBe(1));
  outgoing.destroy();
  await vi.waitFor(() => expect(sandboxd.relay.sockets.size).toBe(0), 5000);
});

describe("the lab beside its previews", () => {
  const lab = (path: string, headers: Record<string, string>, method = "GET") =>
    new Promise<Got>((resolve, reject) => {
      const outgoing = httpRequest({ host: "127.0.0.1", port: web.port, path, method, headers, agent: false }, (answer) => {
        answer.resume().on("end", () => resolve({ status: answer.statusCode!, headers: answer.headers, body: "" }));
      });
      outgoing.on("error", reject).end();
    });

  test("says who somebody is to its own pages only", async () => {
    expect(await lab("/api/me", { "sec-fetch-site": "same-origin" })).toMatchObject({ status: 200 });
    for (const headers of [
      { "sec-fetch-site": "same-site" },
      { "sec-fetch-site": "cross-site" },
      { origin: `http://127.0.0.1:${web.previewPort}` },
    ] as Record<string, string>[])
      expect(await lab("/api/me", headers)).toMatchObject({ status: 403 });
  });
  test("answers to no name of a preview", async () => {
    const { host } = await address();
    expect(await lab("/api/me", { host: host.replace(/:\d+$/, `:${web.port}`) })).toMatchObject({ status: 421 });
  });
  test("makes nobody a new person for another site's form, frame or picture", async () => {
    expect((await lab("/", { "sec-fetch-site": "same-origin" })).headers).toHaveProperty("set-cookie");
    expect(
      (await lab("/", { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" })).headers,
    ).toHaveProperty("set-cookie");
    expect(
      await lab("/", { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" }, "POST"),
    ).toMatchObject({ status: 405 });
    for (const dest of ["iframe", "image", "empty"])
      expect(
        (await lab("/", { "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": dest })).headers,
      ).not.toHaveProperty("set-cookie");
  });
  test("a socket of a preview's page is refused", async () => {
    const { origin } = await enter();
    await expect(openBrowser(web.port, { origin })).rejects.toThrow();
  });
});
