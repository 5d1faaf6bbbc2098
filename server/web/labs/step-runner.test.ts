import { afterEach, beforeEach, expect, test, vi } from "vitest";
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
const browsers: Browser[] = [];

const browse = async (options?: BrowserOptions) => {
  const browser = await openBrowser(web.port, options);
  browsers.push(browser);
  return browser;
};

beforeEach(async () => {
  place = createTestPlace();
  sandboxd = new ScriptedSandboxd();
  await sandboxd.listen(place.socketPath);
  web = await place.start();
});
afterEach(async () => {
  for (const browser of browsers.splice(0)) browser.close();
  await web.close();
  await sandboxd.close();
  place.destroy();
});

test("a step is set up after the lab's files are there, although the page hears earlier that the sandbox runs", async () => {
  const { promise, resolve: arrive } = Promise.withResolvers<null>();
  sandboxd.slowFiles = promise;
  const browser = await browse();
  const opened = browser.call("lab:open", { lab: "one" });
  await soon(() => expect(sandboxd.called("putFiles")).toHaveLength(1));
  const entered = browser.call("step:enter", { step: "01-mount", locale: "en" });
  await browser.call("kernel:watch", { scopes: [] });
  expect(sandboxd.called("runScript")).toEqual([]);
  arrive(null);
  await Promise.all([opened, entered]);
  expect(sandboxd.called("runScript")).toHaveLength(1);
});

test("a step is set up once per sandbox", async () => {
  const browser = await browse();
  await browser.call("lab:open", { lab: "one" });
  await browser.call("step:enter", { step: "01-mount", locale: "en" });
  await browser.call("step:enter", { step: "01-mount", locale: "en" });
  expect(sandboxd.called("runScript")).toHaveLength(1);
  await browser.call("step:reset", { step: "01-mount" });
  expect(sandboxd.called("runScript")).toHaveLength(2);
  await browser.call("lab:restart", {});
  await browser.call("step:enter", { step: "01-mount", locale: "en" });
  expect(sandboxd.called("runScript")).toHaveLength(3);
});

test("a step whose set-up failed is not set up again over what is done meanwhile, only where the student asks", async () => {
  sandboxd.outcome = { exitCode: null, timedOut: true };
  const browser = await browse();
  await browser.call("lab:open", { lab: "one" });
  await expect(browser.call("step:enter", { step: "01-mount", locale: "en" })).rejects.toThrow("Start this step over");
  sandboxd.outcome = { exitCode: 0 };
  await expect(browser.call("step:check", { step: "01-mount", locale: "en" })).rejects.toThrow("could not be prepared");
  expect(sandboxd.called("runScript")).toHaveLength(1);
  await browser.call("step:reset", { step: "01-mount" });
  expect(browser.last("step:verdict")).toMatchObject({ step: "01-mount", verdict: { kind: "not-yet" } });
  expect(await browser.call("step:check", { step: "01-mount", locale: "en" })).toMatchObject({ kind: "not-yet" });
  expect(sandboxd.called("runScript")).toHaveLength(2);
});

test("a step ticks by itself in every tab when the kernel says so, and stays ticked", async () => {
  const token = createPersonToken();
  const [one, other] = [await browse({ token }), await browse({ token })];
  const { sandbox } = await one.call("lab:open", { lab: "one" });
  await other.call("lab:open", { lab: "one" });
  expect(await one.call("step:enter", { step: "01-mount", locale: "en" })).toEqual({
    kind: "not-yet",
    hint: { en: "mount it", "zh-CN": "挂载它" },
  });
  sandboxd.met = () => true;
  sandboxd.change(sandbox.id);
  await soon(() => expect(other.last("step:verdict")).toMatchObject({ step: "01-mount", verdict: { kind: "passed" } }));
  const { passedAt } = one.last("step:verdict")!;
  expect(passedAt).toBeGreaterThan(0);
  sandboxd.met = () => false;
  sandboxd.change(sandbox.id);
  await soon(() => expect(one.last("step:verdict")).toMatchObject({ verdict: { kind: "not-yet" }, passedAt }));
});

test("a step with check.sh too ticks by itself once both agree", async () => {
  sandboxd.met = () => true;
  sandboxd.outcome = { exitCode: 1, stdout: "not quite\n" };
  const browser = await browse();
  await browser.call("lab:open", { lab: "one" });
  const { id: terminal } = await browser.call("terminal:open", { name: "main", cols: 80, rows: 24 });
  await browser.call("terminal:attach", { terminal, have: null });
  expect(await browser.call("step:enter", { step: "02-both", locale: "en" })).toEqual({
    kind: "not-yet",
    hint: { en: "not quite" },
  });
  sandboxd.outcome = { exitCode: 0 };
  sandboxd.print(terminal, Buffer.from("\r\n"));
  await soon(() => expect(browser.last("step:verdict")).toMatchObject({ step: "02-both", verdict: { kind: "passed" } }));
});

test("a step whose check is broken never blames the student", async () => {
  sandboxd.met = () => true;
  sandboxd.outcome = { exitCode: 127, stderr: "jq: not found" };
  const browser = await browse();
  await browser.call("lab:open", { lab: "one" });
  expect(await browser.call("step:check", { step: "02-both", locale: "en" })).toEqual({
    kind: "broken",
    detail: "check.sh exited with 127: jq: not found",
  });
});

test("a step without a check has no verdict, and its model answer is shown only if there is one", async () => {
  const browser = await browse();
  await browser.call("lab:open", { lab: "one" });
  expect(await browser.call("step:enter", { step: "03-read", locale: "en" })).toBeNull();
  expect(await browser.call("step:solution", { step: "01-mount" })).toEqual({ script: "mount -t overlay", colours: "" });
  await expect(browser.call("step:solution", { step: "03-read" })).rejects.toThrow("not-found");
  await expect(browser.call("step:check", { step: "03-read", locale: "en" })).rejects.toThrow("nothing to check");
});

test("a step left behind does not tick the one that came after", async () => {
  const browser = await browse();
  const { sandbox } = await browser.call("lab:open", { lab: "one" });
  await browser.call("step:enter", { step: "01-mount", locale: "en" });
  const old = sandboxd.expectations.map(({ id }) => ({ id, met: true, error: null }));
  await browser.call("step:enter", { step: "02-both", locale: "en" });
  sandboxd.emit("expectChanged", { sandbox: sandbox.id, results: old, revision: 9, sampledAt: 0 });
  await browser.call("kernel:watch", { scopes: [] });
  expect(browser.heard.filter(({ name }) => name === "step:verdict").at(-1)?.message).toMatchObject({
    verdict: { kind: "not-yet" },
  });
});
