import { mkdtempSync, rmSync } from "node:fs";
import type { Socket } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { readSettings, socketPath } from "../config.ts";
import { createPersonToken } from "./people/person-cookie.ts";
import { type Browser, openBrowser } from "./testing/open-browser.ts";
import { soon } from "./testing/soon.ts";
import { TestProcess, takeTurn } from "./testing/start-process.ts";

/** web, sandboxd and sandboxes as they really are: three processes, one unix socket, a kernel. */
const LAB = "fs-01-overlay-by-hand";
const settings = readSettings();
const ENV = {
  GLASSBOX_NAME: settings.name,
  GLASSBOX_STATE: settings.state,
  GLASSBOX_CACHE: settings.cache,
  GLASSBOX_SUBNET: settings.subnet,
};
let endTurn: () => void = () => undefined;
let dir: string;
let sandboxd: TestProcess;
let web: TestProcess;
let port: number;
let token: string;
let browsers: Browser[] = [];

async function startSandboxd() {
  sandboxd = new TestProcess("server/sandboxd/main.ts", [], ENV);
  await sandboxd.line(/sandboxd is ready/);
}
async function startWeb() {
  web = new TestProcess("server/web/testing/web-alone.ts", [socketPath(settings), join(dir, "web.db"), resolve("labs")], {});
  port = Number((await web.line(/^(\d+)\n/))[1]);
}
async function browse(): Promise<Browser> {
  const browser = await openBrowser(port, { token });
  browsers.push(browser);
  return browser;
}

/** A shell in a tab, with all that it has printed. */
async function openShell(browser: Browser) {
  const { id } = await browser.call("terminal:open", { name: "main", cols: 100, rows: 30 });
  return attachShell(browser, id);
}
async function attachShell(browser: Browser, terminal: string) {
  let end = 0;
  let printed = "";
  browser.socket.on("terminal:output", (output: { terminal: string; offset: number; data: Uint8Array }) => {
    if (output.terminal !== terminal) return;
    printed += Buffer.from(output.data).toString();
    end = output.offset + output.data.byteLength;
    browser.socket.emit("terminal:ack", { terminal, offset: end });
  });
  const replay = await browser.call("terminal:attach", { terminal, have: null });
  printed = Buffer.from(replay.data).toString() + printed;
  const type = (line: string) => browser.socket.emit("terminal:input", { terminal, data: Buffer.from(`${line}\r`) });
  return {
    terminal,
    type,
    printed: () => printed,
    expect: (text: string | RegExp) => soon(() => expect(printed).toMatch(text)),
  };
}

beforeAll(async () => {
  endTurn = await takeTurn(settings.state);
  await startSandboxd();
});
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), "gb-web-"));
  token = createPersonToken();
  await startWeb();
});
afterEach(async () => {
  const sandboxes = await browse();
  await sandboxes.call("lab:open", { lab: LAB });
  await sandboxes.call("sandbox:stop", {});
  for (const browser of browsers) browser.close();
  browsers = [];
  await web.end("SIGKILL");
  rmSync(dir, { recursive: true, force: true });
});
afterAll(async () => {
  await sandboxd?.end("SIGTERM");
  endTurn();
});

test("kill -9 of web: the same shell goes on with its screen, and the pass is kept", async () => {
  const before = await browse();
  const { sandbox } = await before.call("lab:open", { lab: LAB });
  const shell = await openShell(before);
  shell.type("id -u; echo marker-$((6 * 7)); sleep 1000 &");
  await shell.expect(/0\r\nmarker-42/);
  await before.call("step:enter", { step: "02-mount", locale: "en" });
  shell.type("cd /root/overlay && mount -t overlay overlay -o lowerdir=lower,upperdir=upper,workdir=work merged");
  await soon(() => expect(before.last("step:verdict")).toMatchObject({ step: "02-mount", verdict: { kind: "passed" } }));
  await web.end("SIGKILL");
  await startWeb();
  const after = await browse();
  const session = await after.call("lab:open", { lab: LAB });
  expect(session.sandbox.id).toBe(sandbox.id);
  expect(session.terminals.map(({ id }) => id)).toEqual([shell.terminal]);
  expect(session.at).toBe("02-mount");
  expect(session.progress.find(({ step }) => step === "02-mount")?.passedAt).toBe(before.last("step:verdict")?.passedAt);
  const same = await attachShell(after, shell.terminal);
  expect(same.printed()).toContain("marker-42");
  same.type("jobs");
  await same.expect(/Running +sleep 1000/);
});

test("a mount ticks its step at once, with nobody pressing anything", async () => {
  const browser = await browse();
  await browser.call("lab:open", { lab: LAB });
  const shell = await openShell(browser);
  await browser.call("kernel:watch", { scopes: ["overlays"] });
  await browser.call("step:enter", { step: "02-mount", locale: "en" });
  let typed = Number.NaN;
  browser.socket.on("terminal:output", ({ data }) => {
    if (Buffer.from(data).includes("at-this-moment")) typed = performance.now();
  });
  let ticked = Number.NaN;
  browser.socket.on("step:verdict", ({ verdict }) => {
    if (verdict.kind === "passed") ticked = performance.now();
  });
  shell.type("cd /root/overlay; echo at-this-'moment'; mount -t overlay o -o lowerdir=lower,upperdir=upper,workdir=work merged");
  await soon(() => expect(ticked).toBeGreaterThan(0));
  // 300 ms is the goal (npm run bench measures it); a busy test machine gets three times that.
  expect(ticked - typed).toBeLessThan(900);
});

test("a step that only check.sh decides ticks by itself", async () => {
  const browser = await browse();
  await browser.call("lab:open", { lab: LAB });
  const shell = await openShell(browser);
  expect(await browser.call("step:enter", { step: "01-four-directories", locale: "en" })).toMatchObject({ kind: "not-yet" });
  const { script } = await browser.call("step:solution", { step: "01-four-directories" });
  for (const line of script.split("\n").filter((text) => text && !/^(#|set)/.test(text))) shell.type(line);
  await soon(() =>
    expect(browser.last("step:verdict")).toMatchObject({ step: "01-four-directories", verdict: { kind: "passed" } }),
  );
});

test("kill -9 of sandboxd: the sandbox and its files are there when it returns, the page hears that its shell ended", async () => {
  const browser = await browse();
  const { sandbox } = await browser.call("lab:open", { lab: LAB });
  const shell = await openShell(browser);
  shell.type("echo still-$((40 + 2)) > /root/kept; echo written-'yes'");
  await shell.expect("written-yes");
  await sandboxd.end("SIGKILL");
  await startSandboxd();
  await soon(() => expect(browser.last("terminal:exit")).toMatchObject({ terminal: shell.terminal }));
  await soon(() => expect(browser.last("terminal:list")).toEqual([]));
  expect((await browser.call("lab:open", { lab: LAB })).sandbox.id).toBe(sandbox.id);
  const next = await openShell(browser);
  next.type("cat /root/kept");
  await next.expect("still-42");
});

test("`yes` in a tab whose browser stopped reading grows neither process, and another tab types on", async () => {
  const [stalled, typing] = [await browse(), await browse()];
  await stalled.call("lab:open", { lab: LAB });
  await typing.call("lab:open", { lab: LAB });
  const flood = await openShell(stalled);
  const shell = await openShell(typing);
  flood.type("yes");
  await flood.expect("y\r\ny\r\ny");
  const { transport } = stalled.socket.io.engine as unknown as { transport: { ws: { _socket: Socket } } };
  transport.ws._socket.pause();
  shell.type("echo warm-$((1 + 1))");
  await shell.expect("warm-2");
  const before = { web: web.residentMiB, sandboxd: sandboxd.residentMiB };
  const echoes: number[] = [];
  for (let i = 0; i < 40; i++) {
    const began = performance.now();
    shell.type(`echo still-$((${i} + 0))-here`);
    await shell.expect(new RegExp(`still-${i}-here`));
    echoes.push(performance.now() - began);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  expect(web.residentMiB - before.web).toBeLessThan(24);
  expect(sandboxd.residentMiB - before.sandboxd).toBeLessThan(24);
  expect(echoes.toSorted((a, b) => a - b)[Math.floor(echoes.length * 0.9)]).toBeLessThan(500);
  transport.ws._socket.resume();
});

test("another person cannot touch the shell", async () => {
  const browser = await browse();
  await browser.call("lab:open", { lab: LAB });
  const shell = await openShell(browser);
  token = createPersonToken();
  const eve = await browse();
  await eve.call("lab:open", { lab: LAB });
  await expect(eve.call("terminal:attach", { terminal: shell.terminal, have: null })).rejects.toThrow("forbidden");
  eve.socket.emit("terminal:input", { terminal: shell.terminal, data: Buffer.from("echo intruder\r") });
  await soon(() => expect(eve.last("refused")).toMatchObject({ event: "terminal:input" }));
  shell.type("echo alone-'here'");
  await shell.expect("alone-here");
  expect(shell.printed()).not.toContain("intruder");
  await browser.call("sandbox:stop", {});
});
