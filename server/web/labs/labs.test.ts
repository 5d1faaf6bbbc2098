import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Me } from "../../../lib/contract/browser-protocol.ts";
import type { PacketTrace } from "../../../lib/contract/kernel/packet-trace.ts";
import { PersonRecord, RECORD_ADDRESS } from "../../../lib/contract/record.ts";
import { createPersonToken, toPersonCookie } from "../people/person-cookie.ts";
import type { Web } from "../start-web.ts";
import { type Browser, type BrowserOptions, openBrowser } from "../testing/open-browser.ts";
import { capturing, ScriptedSandboxd } from "../testing/scripted-sandboxd.ts";
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

test("a tab hears which limits its own sandbox ran into; sandboxd looks only while a tab is open", async () => {
  const [one, other] = [await browse(), await browse()];
  const { sandbox } = await one.call("lab:open", { lab: "one" });
  await other.call("lab:open", { lab: "one" });
  await soon(() => expect(one.last("sandbox:limits")?.limits.memory).toBeNull());
  const limits = { memory: { limitMiB: 512, times: 1, at: 1 }, pids: null, disk: null };
  sandboxd.emit("limitsReached", { sandbox: sandbox.id, limits });
  await soon(() => expect(one.last("sandbox:limits")).toEqual({ sandbox: sandbox.id, limits }));
  expect(other.last("sandbox:limits")?.sandbox).not.toBe(sandbox.id);
  const asked = () => sandboxd.called("watchLimits").filter((call) => (call as { sandbox: string }).sandbox === sandbox.id);
  expect(asked()).toEqual([{ sandbox: sandbox.id, on: true }]);
  one.close();
  await soon(() => expect(asked().at(-1)).toEqual({ sandbox: sandbox.id, on: false }));
});

test("whoever is at a lab that was edited is told, and keeps sandbox and step; others hear nothing", async () => {
  const [one, two] = [await browse(), await browse()];
  const { sandbox } = await one.call("lab:open", { lab: "one" });
  await two.call("lab:open", { lab: "two" });
  await one.call("step:enter", { step: "01-mount", locale: "en" });
  await web.labsChanged({ labs: ["one", "three"], problems: [] });
  await soon(() => expect(one.last("lab:updated")).toEqual({ lab: "one" }));
  expect(await one.call("step:check", { step: "01-mount", locale: "en" })).toMatchObject({ kind: "not-yet" });
  expect((await one.call("lab:open", { lab: "one" })).sandbox.id).toBe(sandbox.id);
  await two.call("lab:open", { lab: "two" });
  expect(two.last("lab:updated")).toBeUndefined();
  expect(sandboxd.called("createSandbox")).toHaveLength(2);
});

describe("opening a lab", () => {
  test("starts a sandbox with the lab's files, once, however many tabs ask", async () => {
    const token = createPersonToken();
    const tabs = await Promise.all([browse({ token }), browse({ token }), browse({ token })]);
    const sessions = await Promise.all(tabs.map((tab) => tab.call("lab:open", { lab: "one" })));
    expect(new Set(sessions.map(({ sandbox }) => sandbox.id)).size).toBe(1);
    expect(sandboxd.called("createSandbox")).toHaveLength(1);
    expect(sandboxd.called("putFiles")).toMatchObject([{ files: [{ path: "/root/hello" }] }]);
    expect(sessions[0]!.progress.map(({ step }) => step)).toEqual(["01-mount", "02-both", "03-read"]);
  });

  test("a full house is said plainly", async () => {
    sandboxd.capacity = 0;
    await expect((await browse()).call("lab:open", { lab: "one" })).rejects.toThrow("full: The lab is full");
    await expect((await browse({ locale: "zh-CN" })).call("lab:open", { lab: "one" })).rejects.toThrow("full: 实验室已满");
  });

  test("who has enough sandboxes is told which labs hold them", async () => {
    const token = createPersonToken();
    const browser = await browse({ token });
    await browser.call("lab:open", { lab: "one" });
    await browser.call("lab:open", { lab: "two" });
    await expect(browser.call("lab:open", { lab: "three" })).rejects.toThrow(
      "too-many: You already have “The lab one” and “The lab two”",
    );
    expect(await browser.call("lab:running", {})).toEqual([
      { lab: "one", title: "The lab one" },
      { lab: "two", title: "The lab two" },
    ]);
    await browser.call("lab:open", { lab: "one" });
    await browser.call("sandbox:stop", {});
    await expect(browser.call("lab:open", { lab: "three" })).resolves.toMatchObject({ sandbox: { state: "running" } });
  });

  test("a lab ends from the page of another one, its open tab is told, and nobody else's is touched", async () => {
    const token = createPersonToken();
    const one = await browse({ token });
    const { sandbox } = await one.call("lab:open", { lab: "one" });
    const stranger = await browse();
    await stranger.call("lab:open", { lab: "one" });
    const other = await browse({ token });
    expect(await other.call("lab:end", { lab: "two" })).toBeNull();
    expect(await other.call("lab:end", { lab: "one" })).toBeNull();
    expect(sandboxd.called("destroySandbox")).toEqual([{ sandbox: sandbox.id }]);
    await soon(() => expect(one.last("sandbox:state")).toMatchObject({ id: sandbox.id, state: "gone" }));
    expect(await other.call("lab:running", {})).toEqual([]);
    expect(await stranger.call("lab:running", {})).toHaveLength(1);
  });

  test("a lab that needs what this kernel lacks says what and why, and starts nothing", async () => {
    sandboxd.features = [{ id: "vlan", available: false, reason: "the kernel has no 802.1q" }];
    await expect((await browse()).call("lab:open", { lab: "needs-vlan" })).rejects.toThrow(
      "unavailable: This lab needs what the kernel of this machine does not have: vlan (the kernel has no 802.1q).",
    );
    expect(sandboxd.called("createSandbox")).toEqual([]);
  });

  test("a lab that needs an image which is not built yet says so in the learner's words, and starts nothing", async () => {
    sandboxd.features = [{ id: "image:nginx", available: false, reason: "the image nginx is being built right now" }];
    sandboxd.images = { ready: 3, total: 9, building: "nginx", problem: null };
    await expect((await browse()).call("lab:open", { lab: "needs-nginx" })).rejects.toThrow(
      "not-ready: This lab needs Docker images that are not built yet: nginx (3 of 9 images are ready).",
    );
    expect(sandboxd.called("createSandbox")).toEqual([]);
    sandboxd.features = [{ id: "image:nginx", available: true, reason: null }];
    await expect((await browse()).call("lab:open", { lab: "needs-nginx" })).resolves.toMatchObject({
      sandbox: { state: "running" },
    });
  });

  test("starting over begins with another sandbox and no progress", async () => {
    sandboxd.met = () => true;
    const browser = await browse();
    const first = await browser.call("lab:open", { lab: "one" });
    await browser.call("step:enter", { step: "01-mount", locale: "en" });
    const again = await browser.call("lab:restart", {});
    expect(again.sandbox.id).not.toBe(first.sandbox.id);
    expect(again.progress.every(({ passedAt }) => passedAt === null)).toBe(true);
    expect(again.at).toBeNull();
    expect(sandboxd.called("destroySandbox")).toEqual([{ sandbox: first.sandbox.id }]);
  });

  test("a pass is known of the sandbox it was made in: the next one has the tick, and nothing to build upon", async () => {
    sandboxd.met = () => true;
    const token = createPersonToken();
    const browser = await browse({ token });
    await browser.call("lab:open", { lab: "one" });
    await browser.call("step:enter", { step: "01-mount", locale: "en" });
    expect((await browser.call("lab:open", { lab: "one" })).passedHere).toEqual(["01-mount"]);
    await web.close();
    web = await place.start();
    const later = await browse({ token });
    expect((await later.call("lab:open", { lab: "one" })).passedHere).toEqual(["01-mount"]);
    await later.call("sandbox:stop", {});
    const fresh = await later.call("lab:open", { lab: "one" });
    expect(fresh.progress[0]?.passedAt).not.toBeNull();
    expect(fresh.passedHere).toEqual([]);
    await later.call("step:enter", { step: "01-mount", locale: "en" });
    expect((await later.call("lab:open", { lab: "one" })).passedHere).toEqual(["01-mount"]);
  });

  test("extending moves the end in every tab", async () => {
    const token = createPersonToken();
    const [one, other] = [await browse({ token }), await browse({ token })];
    const { sandbox } = await one.call("lab:open", { lab: "one" });
    await other.call("lab:open", { lab: "one" });
    const { expiresAt } = await one.call("sandbox:extend", {});
    expect(expiresAt).toBeGreaterThan(sandbox.expiresAt);
    await soon(() => expect(other.last("sandbox:state")).toMatchObject({ expiresAt }));
  });
});

describe("after a restart", () => {
  test("of web: the same sandbox, terminals, place and progress are there", async () => {
    sandboxd.met = () => true;
    const token = createPersonToken();
    let browser = await browse({ token });
    const before = await browser.call("lab:open", { lab: "one" });
    const terminal = await browser.call("terminal:open", { name: "main", cols: 80, rows: 24 });
    await browser.call("step:enter", { step: "01-mount", locale: "en" });
    await web.close();
    web = await place.start();
    browser = await browse({ token });
    const after = await browser.call("lab:open", { lab: "one" });
    expect(after.sandbox.id).toBe(before.sandbox.id);
    expect(after.terminals).toEqual([terminal]);
    expect(after.at).toBe("01-mount");
    expect(after.progress[0]!.passedAt).toBeGreaterThan(0);
    expect(sandboxd.called("createSandbox")).toHaveLength(1);
    expect(sandboxd.called("putFiles")).toHaveLength(1);
  });

  test("of sandboxd: the sandbox goes on, its lost shells are said to have ended, and the step is watched again", async () => {
    const browser = await browse();
    const { sandbox } = await browser.call("lab:open", { lab: "one" });
    const { id: terminal } = await browser.call("terminal:open", { name: "main", cols: 80, rows: 24 });
    await browser.call("kernel:watch", { scopes: ["overlays"] });
    await browser.call("step:enter", { step: "01-mount", locale: "en" });
    await sandboxd.close();
    sandboxd.terminals.clear();
    sandboxd.expectations = [];
    await sandboxd.listen(place.socketPath);
    await soon(() => expect(browser.last("terminal:exit")).toEqual({ terminal, exitCode: null }));
    await soon(() => expect(browser.last("terminal:list")).toEqual([]));
    await soon(() => expect(sandboxd.expectations).toHaveLength(1));
    await soon(() => expect(sandboxd.called("watchKernel")).toHaveLength(2));
    sandboxd.met = () => true;
    sandboxd.change(sandbox.id);
    await soon(() => expect(browser.last("step:verdict")).toMatchObject({ verdict: { kind: "passed" } }));
    expect((await browser.call("lab:open", { lab: "one" })).sandbox.id).toBe(sandbox.id);
  });

  test("a sandbox that did not survive is said to be gone, and opening the lab again keeps the progress", async () => {
    sandboxd.met = () => true;
    const browser = await browse();
    const { sandbox } = await browser.call("lab:open", { lab: "one" });
    await browser.call("step:enter", { step: "01-mount", locale: "en" });
    await sandboxd.close();
    sandboxd.sandboxes.clear();
    await sandboxd.listen(place.socketPath);
    await soon(() => expect(browser.last("sandbox:state")).toMatchObject({ id: sandbox.id, state: "gone" }));
    const again = await browser.call("lab:open", { lab: "one" });
    expect(again.sandbox.id).not.toBe(sandbox.id);
    expect(again.progress[0]!.passedAt).toBeGreaterThan(0);
  });
});

describe("while sandboxd is away", () => {
  test("opening a lab is refused with a plain sentence, and the page is made to try again when it is back", {
    timeout: 20_000,
  }, async () => {
    await sandboxd.close();
    const browser = await browse();
    await expect(browser.call("lab:open", { lab: "one" })).rejects.toThrow("unreachable: The lab service is not answering");
    expect(browser.socket.connected).toBe(true);
    const lost = new Promise((resolve) => browser.socket.once("disconnect", resolve));
    await sandboxd.listen(place.socketPath);
    // Any reason but "io server disconnect" makes a browser connect again by itself.
    expect(await lost).toBe("transport close");
    await expect((await browse()).call("lab:open", { lab: "one" })).resolves.toMatchObject({ sandbox: { state: "running" } });
  });
});

describe("a trace of packets", () => {
  test("is begun and stopped in the tab's own sandbox, and told to the tabs that watch", async () => {
    const token = createPersonToken();
    const [looks, other] = [await browse({ token }), await browse({ token })];
    const { sandbox } = await looks.call("lab:open", { lab: "one" });
    await other.call("lab:open", { lab: "one" });
    await looks.call("kernel:watch", { scopes: ["network"] });
    expect(await looks.call("trace:start", { seconds: 5 })).toEqual(capturing(5));
    expect(sandboxd.called("tracePackets")).toEqual([{ sandbox: sandbox.id, seconds: 5 }]);
    const ended: PacketTrace = { ...capturing(5), state: "ended", endedBecause: "stopped" };
    sandboxd.emit("packetTrace", { sandbox: sandbox.id, trace: { ...capturing(5), frames: 3 } });
    await soon(() => expect(looks.last("packet:trace")).toMatchObject({ state: "capturing", frames: 3 }));
    expect(await looks.call("trace:stop", {})).toBeNull();
    expect(sandboxd.called("stopTrace")).toEqual([{ sandbox: sandbox.id }]);
    sandboxd.emit("packetTrace", { sandbox: sandbox.id, trace: ended });
    await soon(() => expect(looks.last("packet:trace")).toEqual(ended));
    expect(other.last("packet:trace")).toBeUndefined();
  });

  test("is refused before a lab is open, and where it would take too long", async () => {
    const browser = await browse();
    await expect(browser.call("trace:start", { seconds: 5 })).rejects.toThrow("not-open");
    await browser.call("lab:open", { lab: "one" });
    await expect(browser.call("trace:start", { seconds: 31 })).rejects.toThrow("invalid");
    expect(sandboxd.called("tracePackets")).toEqual([]);
  });

  test("ends in the browser too when sandboxd was away, and with it the trace", async () => {
    const browser = await browse();
    await browser.call("lab:open", { lab: "one" });
    await browser.call("kernel:watch", { scopes: ["network"] });
    await browser.call("trace:start", { seconds: 5 });
    await sandboxd.close();
    await sandboxd.listen(place.socketPath);
    await soon(() => expect(browser.last("packet:trace")).toMatchObject({ state: "ended", endedBecause: "failed" }));
  });
});

describe("kernel views", () => {
  test("go to the tabs that look, and nobody reads the kernel for a tab that left", async () => {
    const token = createPersonToken();
    const [looks, other] = [await browse({ token }), await browse({ token })];
    const { sandbox } = await looks.call("lab:open", { lab: "one" });
    await other.call("lab:open", { lab: "one" });
    await looks.call("kernel:watch", { scopes: ["overlays"] });
    sandboxd.emit("kernelChanged", { sandbox: sandbox.id, revision: 2, since: 1, sampledAt: 0, problems: [], changes: [] });
    await soon(() => expect(looks.last("kernel:update")).toMatchObject({ revision: 2 }));
    expect(other.last("kernel:update")).toBeUndefined();
    looks.close();
    await soon(() => expect(sandboxd.called("watchKernel").at(-1)).toMatchObject({ scopes: [] }));
  });

  test("are confirmed to the tabs that look, and only while they look", async () => {
    const token = createPersonToken();
    const [looks, other, stranger] = [await browse({ token }), await browse({ token }), await browse()];
    const { sandbox } = await looks.call("lab:open", { lab: "one" });
    await other.call("lab:open", { lab: "one" });
    await stranger.call("lab:open", { lab: "one" });
    await looks.call("kernel:watch", { scopes: ["overlays"] });
    await stranger.call("kernel:watch", { scopes: ["overlays"] });
    sandboxd.emit("kernelConfirmed", { sandbox: sandbox.id, revision: 1, confirmedAt: 1000 });
    await soon(() => expect(looks.last("kernel:confirmed")).toEqual({ revision: 1, confirmedAt: 1000 }));
    await looks.call("kernel:watch", { scopes: [] });
    await other.call("kernel:watch", { scopes: ["overlays"] });
    sandboxd.emit("kernelConfirmed", { sandbox: sandbox.id, revision: 1, confirmedAt: 2000 });
    await soon(() => expect(other.last("kernel:confirmed")).toEqual({ revision: 1, confirmedAt: 2000 }));
    expect(looks.last("kernel:confirmed")).toEqual({ revision: 1, confirmedAt: 1000 });
    expect(stranger.last("kernel:confirmed")).toBeUndefined();
  });
});

describe("GET", () => {
  const get = (path: string, headers: Record<string, string> = {}) => fetch(`http://127.0.0.1:${web.port}${path}`, { headers });

  test("/api/me tells where this person is, and nothing of others", async () => {
    sandboxd.met = () => true;
    sandboxd.features = [{ id: "vlan", available: false, reason: "the kernel has no 802.1q" }];
    const token = createPersonToken();
    const browser = await browse({ token });
    await browser.call("lab:open", { lab: "one" });
    await browser.call("step:enter", { step: "01-mount", locale: "en" });
    const me = Me.parse(await (await get("/api/me", { cookie: toPersonCookie(token, { secure: false }).split(";")[0]! })).json());
    expect(me).toEqual({
      labs: [{ lab: "one", passed: 1, total: 2, at: "01-mount", running: true }],
      missing: [{ id: "vlan", reason: "the kernel has no 802.1q" }],
    });
    expect(Me.parse(await (await get("/api/me")).json()).labs).toEqual([]);
  });

  test("/api/record keeps what passed, whatever is started over since, and tells nobody of others", async () => {
    sandboxd.met = () => true;
    const token = createPersonToken();
    const cookie = toPersonCookie(token, { secure: false }).split(";")[0]!;
    const record = async (headers = {}) => PersonRecord.parse(await (await get(RECORD_ADDRESS, headers)).json()).labs;
    expect(await record({ cookie })).toEqual([]);
    const browser = await browse({ token });
    await browser.call("lab:open", { lab: "one" });
    await browser.call("step:enter", { step: "01-mount", locale: "en" });
    const seen = await record({ cookie });
    expect(seen).toMatchObject([{ lab: "one", passed: 1, total: 2, doneAt: null, moments: [] }]);
    await browser.call("lab:restart", {});
    expect(await record({ cookie })).toEqual(seen);
    expect(await record()).toEqual([]);
  });

  test("/api/me says how far the offline images are while they are being built or cannot be", async () => {
    const images = { ready: 3, total: 9, building: "nginx", problem: null };
    sandboxd.images = images;
    expect(Me.parse(await (await get("/api/me")).json()).images).toEqual(images);
    sandboxd.images = { ...images, building: null, problem: "the disk is full" };
    expect(Me.parse(await (await get("/api/me")).json()).images?.problem).toBe("the disk is full");
    sandboxd.images = { ...images, building: null };
    expect(Me.parse(await (await get("/api/me")).json()).images).toBeUndefined();
  });

  test("/api/me answers while sandboxd is away", async () => {
    await sandboxd.close();
    await soon(async () => expect(await (await get("/healthz")).json()).toEqual({ ok: true, sandboxd: false }));
    expect(Me.parse(await (await get("/api/me")).json())).toEqual({ labs: [], missing: [] });
  });

  test("a first page view gets a cookie that scripts cannot read, a later one none", async () => {
    const first = await get("/");
    expect(first.headers.get("set-cookie")).toMatch(/^gb_person=[\w-]{22}; Path=\/; .*HttpOnly; SameSite=Lax$/);
    expect((await get("/", { cookie: first.headers.get("set-cookie")!.split(";")[0]! })).headers.get("set-cookie")).toBeNull();
    expect((await get("/", { "x-forwarded-proto": "https" })).headers.get("set-cookie")).toContain("; Secure");
    expect((await get("/_next/static/x.js")).headers.get("set-cookie")).toBeNull();
  });

  test("the page renders with the nonce of its own answer, not one a client chose", async () => {
    const answer = await get("/", { "content-security-policy": "script-src 'nonce-mine'" });
    expect(await answer.text()).toBe(answer.headers.get("content-security-policy"));
    expect(answer.headers.get("content-security-policy")).not.toContain("mine");
  });
});
