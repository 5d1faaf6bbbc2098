import type { Socket } from "node:net";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createPersonToken } from "../people/person-cookie.ts";
import type { Web } from "../start-web.ts";
import { type Browser, type BrowserOptions, openBrowser } from "../testing/open-browser.ts";
import { ScriptedSandboxd } from "../testing/scripted-sandboxd.ts";
import { soon } from "../testing/soon.ts";
import { createTestPlace } from "../testing/start-test-web.ts";

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

let place: ReturnType<typeof createTestPlace>;
let sandboxd: ScriptedSandboxd;
let web: Web;
let browsers: Browser[];

const browse = async (options?: BrowserOptions) => {
  const browser = await openBrowser(web.port, options);
  browsers.push(browser);
  return browser;
};
const openTerminal = async (browser: Browser, lab = "one") => {
  await browser.call("lab:open", { lab });
  return (await browser.call("terminal:open", { name: "main", cols: 80, rows: 24 })).id;
};

beforeEach(async () => {
  browsers = [];
  place = createTestPlace();
  sandboxd = new ScriptedSandboxd();
  await sandboxd.listen(place.socketPath);
  web = await place.start();
});
afterEach(async () => {
  for (const browser of browsers) browser.close();
  await web.close();
  await sandboxd.close();
  place.destroy();
});

describe("who may connect", () => {
  test("another site's page is refused, although the browser would send the cookie", async () => {
    await expect(browse({ origin: "https://evil.example" })).rejects.toThrow("websocket error");
  });
  test("a client without an Origin header is refused", async () => {
    await expect(browse({ origin: null })).rejects.toThrow("websocket error");
  });
  test("a listed origin is let in", async () => {
    expect((await browse({ origin: "https://lab.example.org" })).socket.connected).toBe(true);
  });
  test("without the cookie there is nobody to let in, and the page learns why in its language", async () => {
    await expect(browse({ token: null, locale: "zh-CN" })).rejects.toThrow("Cookie");
  });
  test("a person cannot open any number of tabs", async () => {
    const token = createPersonToken();
    for (let i = 0; i < 16; i++) await browse({ token });
    await expect(browse({ token })).rejects.toThrow("too many tabs");
  });
});

describe("what is refused without losing the connection", () => {
  test("events that do not exist, names of Node's own included", async () => {
    const browser = await browse();
    for (const event of ["nonsense", "__proto__", "constructor"]) browser.socket.emit(event, {});
    // The client library keeps these names to itself: send the packets by hand.
    for (const event of ["error", "disconnect", "disconnecting"])
      (browser.socket as unknown as { packet(packet: object): void }).packet({ type: 2, nsp: "/", data: [event, {}] });
    (browser.socket as unknown as { packet(packet: object): void }).packet({ type: 2, nsp: "/", data: [] });
    await soon(() => expect(browser.heard.filter(({ name }) => name === "refused")).toHaveLength(7));
    await expect(browser.call("lab:open", { lab: "one" })).resolves.toMatchObject({ sandbox: { state: "running" } });
  });

  test.each([
    ["terminal:input", { terminal: "../../etc", data: new Uint8Array([1]) }],
    ["terminal:input", { terminal: "aaaaaaaaaaaa.1", data: "text" }],
    ["terminal:input", null],
    ["terminal:resize", { terminal: "aaaaaaaaaaaa.1", cols: 1e9, rows: 2 }],
    ["terminal:ack", { terminal: "aaaaaaaaaaaa.1", offset: -1 }],
  ])("a malformed %s", async (event, message) => {
    const browser = await browse();
    browser.socket.emit(event, message);
    await soon(() => expect(browser.last("refused")).toMatchObject({ event }));
    expect(browser.socket.connected).toBe(true);
  });

  test("a malformed call, with a sentence in the student's language", async () => {
    const browser = await browse({ locale: "zh-CN" });
    await expect(browser.call("lab:open", { lab: "../../etc/passwd" })).rejects.toThrow("invalid: 无法理解");
    await expect(browser.call("lab:open", undefined as never)).rejects.toThrow("invalid");
  });

  test("more input than one message may hold", async () => {
    const browser = await browse();
    const terminal = await openTerminal(browser);
    browser.socket.emit("terminal:input", { terminal, data: new Uint8Array(16 * 1024 + 1) });
    await soon(() => expect(browser.last("refused")).toMatchObject({ event: "terminal:input" }));
    expect(sandboxd.written).toEqual([]);
  });

  test("calls that come faster than a person could click", async () => {
    const browser = await browse();
    await browser.call("lab:open", { lab: "one" });
    const answers = await Promise.allSettled(
      Array.from({ length: 60 }, () => browser.call("step:enter", { step: "03-read", locale: "en" })),
    );
    const refused = answers.filter((answer) => answer.status === "rejected");
    expect(refused.length).toBeGreaterThan(20);
    expect(refused[0]).toMatchObject({ reason: { message: expect.stringContaining("too-fast") } });
    await expect(browser.call("kernel:watch", { scopes: [] })).resolves.toBeNull();
  });
});

describe("whose terminal", () => {
  test("another person can neither read, write, resize, acknowledge nor close it", async () => {
    const [ada, eve] = [await browse(), await browse()];
    const terminal = await openTerminal(ada);
    await eve.call("lab:open", { lab: "one" });
    await expect(eve.call("terminal:attach", { terminal, have: null })).rejects.toThrow("forbidden");
    await expect(eve.call("terminal:close", { terminal })).rejects.toThrow("forbidden");
    eve.socket.emit("terminal:input", { terminal, data: new Uint8Array([13]) });
    eve.socket.emit("terminal:resize", { terminal, cols: 10, rows: 10 });
    eve.socket.emit("terminal:ack", { terminal, offset: 0 });
    await soon(() => expect(eve.heard.filter(({ name }) => name === "refused")).toHaveLength(3));
    sandboxd.print(terminal, Buffer.from("secret"));
    await ada.call("terminal:attach", { terminal, have: null });
    expect(eve.heard.some(({ name }) => name === "terminal:output")).toBe(false);
    expect(sandboxd.written).toEqual([]);
    expect(sandboxd.terminals.get(terminal)).toMatchObject({ info: { cols: 80 } });
  });

  test("before a lab is open nothing can be touched", async () => {
    const ada = await browse();
    const terminal = await openTerminal(ada);
    const early = await browse();
    await expect(early.call("terminal:attach", { terminal, have: null })).rejects.toThrow("not-open");
    await expect(early.call("lab:restart", {})).rejects.toThrow("not-open");
  });
});

describe("a terminal in several tabs", () => {
  test("keystrokes arrive in order and as the bytes they were", async () => {
    const browser = await browse();
    const terminal = await openTerminal(browser);
    for (let i = 0; i < 200; i++) browser.socket.emit("terminal:input", { terminal, data: new Uint8Array([i, 0xff]) });
    await soon(() => expect(sandboxd.written).toHaveLength(200));
    expect(Buffer.concat(sandboxd.written)).toEqual(Buffer.from(Array.from({ length: 200 }, (_, i) => [i, 0xff]).flat()));
  });

  test("each tab of the person sees the output, from where it joined", async () => {
    const token = createPersonToken();
    const [first, second] = [await browse({ token }), await browse({ token })];
    const terminal = await openTerminal(first);
    await second.call("lab:open", { lab: "one" });
    await first.call("terminal:attach", { terminal, have: null });
    sandboxd.print(terminal, Buffer.from("one"));
    await soon(() => expect(first.last("terminal:output")).toMatchObject({ offset: 0 }));
    const replay = await second.call("terminal:attach", { terminal, have: 1 });
    expect(Buffer.from(replay.data).toString()).toBe("ne");
    sandboxd.print(terminal, Buffer.from("two"));
    await soon(() => expect(first.last("terminal:output")).toMatchObject({ offset: 3 }));
    await soon(() => expect(second.last("terminal:output")).toMatchObject({ offset: 3 }));
    expect(Buffer.from(second.last("terminal:output")!.data).toString()).toBe("two");
  });

  test("sandboxd hears the slower tab's word; a tab that stands still is taken off, and takes the rest up when it moves", async () => {
    const token = createPersonToken();
    const [fast, slow] = [await browse({ token }), await browse({ token })];
    const terminal = await openTerminal(fast);
    await slow.call("lab:open", { lab: "one" });
    await fast.call("terminal:attach", { terminal, have: null });
    await slow.call("terminal:attach", { terminal, have: null });
    const flood = Buffer.alloc(200 * 1024, "y");
    sandboxd.print(terminal, flood);
    await soon(() => expect(slow.last("terminal:output")?.data.byteLength).toBe(flood.length));
    slow.socket.emit("terminal:ack", { terminal, offset: 32 * 1024 });
    await soon(() => expect(sandboxd.terminals.get(terminal)!.acknowledged).toBe(0));
    fast.socket.emit("terminal:ack", { terminal, offset: flood.length });
    await soon(() => expect(sandboxd.terminals.get(terminal)!.acknowledged).toBe(32 * 1024));
    // Nobody sends anything: time alone shows that the tab stands still.
    await soon(() => expect(sandboxd.terminals.get(terminal)!.acknowledged).toBe(flood.length));
    sandboxd.print(terminal, Buffer.from("later"));
    await soon(() => expect(fast.last("terminal:output")).toMatchObject({ offset: flood.length }));
    expect(slow.last("terminal:output")).toMatchObject({ offset: 0 });
    slow.socket.emit("terminal:ack", { terminal, offset: flood.length });
    await soon(() => expect(slow.last("terminal:output")).toMatchObject({ offset: flood.length }));
    expect(Buffer.from(slow.last("terminal:output")!.data).toString()).toBe("later");
  });

  test("a program whose tabs are all closed runs on", async () => {
    const browser = await browse();
    const terminal = await openTerminal(browser);
    await browser.call("terminal:attach", { terminal, have: null });
    sandboxd.print(terminal, Buffer.alloc(300 * 1024));
    await soon(() => expect(browser.last("terminal:output")?.data.byteLength).toBe(300 * 1024));
    expect(sandboxd.terminals.get(terminal)!.acknowledged).toBe(0);
    browser.close();
    await soon(() => expect(sandboxd.called("detachTerminal")).toEqual([terminal]));
  });

  test("a browser that stops reading does not grow our memory, whatever is printed, and does not hold up our end", async () => {
    const browser = await browse();
    const terminal = await openTerminal(browser);
    await browser.call("terminal:attach", { terminal, have: null });
    const { transport } = browser.socket.io.engine as unknown as { transport: { ws: { _socket: Socket } } };
    transport.ws._socket.pause();
    // A sandboxd that ignores every watermark: 24 MiB, where flow control would stop at 256 KiB.
    const piece = Buffer.alloc(64 * 1024, "y");
    let most = 0;
    for (let offset = 0; offset < 24 * 1024 * 1024; offset += piece.length) {
      sandboxd.emit("terminalOutput", { terminal, offset, data: piece });
      await new Promise((resolve) => setImmediate(resolve));
      most = Math.max(most, web.unsentBytes());
    }
    // The answer to a call of another tab comes after all of it on the same wire.
    await (await browse()).call("lab:open", { lab: "two" });
    expect(most).toBeGreaterThan(256 * 1024);
    expect(Math.max(most, web.unsentBytes())).toBeLessThan(1.5 * 1024 * 1024);
    const began = performance.now();
    await web.close();
    expect(performance.now() - began).toBeLessThan(3000);
    web = await place.start();
  });
});
