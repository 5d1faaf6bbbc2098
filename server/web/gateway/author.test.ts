import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { AuthorProblem } from "../../../lib/contract/author-protocol.ts";
import type { BrowserRequest } from "../../../lib/contract/browser-protocol.ts";
import type { Web, WebOptions } from "../start-web.ts";
import { type Browser, openBrowser } from "../testing/open-browser.ts";
import { scriptedLibrary } from "../testing/scripted-library.ts";
import { ScriptedSandboxd } from "../testing/scripted-sandboxd.ts";
import { soon } from "../testing/soon.ts";
import { createTestPlace, TEST_LABS } from "../testing/start-test-web.ts";

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

let place: ReturnType<typeof createTestPlace>;
let sandboxd: ScriptedSandboxd;
let web: Web;
let browser: Browser;

const show = (problem: AuthorProblem): AuthorProblem => ({ ...problem, file: `labs/${problem.file}` });
const PROBLEM = { file: "labs/one/lab.md", line: 3, message: "it is wrong", cure: "correct it" };
const WISH: BrowserRequest<"author:run"> = { step: "02-both", script: "check", locale: "en" };

const start = async (options: Partial<WebOptions>) => {
  web = await place.start(options);
  browser = await openBrowser(web.port);
  await browser.call("lab:open", { lab: "one" });
};

beforeEach(async () => {
  place = createTestPlace();
  sandboxd = new ScriptedSandboxd();
  await sandboxd.listen(place.socketPath);
});
afterEach(async () => {
  browser.close();
  await web.close();
  await sandboxd.close();
  place.destroy();
});

test("outside an author's own instance the author's messages are unknown ones, and nothing runs", async () => {
  await start({});
  for (const call of ["author:run", "author:problems", "author:vars", "author:nothing"] as const)
    await expect(browser.call(call as "author:run", WISH)).rejects.toThrow(`invalid: The message ${call} was not understood.`);
  expect(sandboxd.called("runScript")).toEqual([]);
  await web.labsChanged({ labs: ["one"], problems: [] });
  await soon(() => expect(browser.last("lab:updated")).toBeDefined());
  expect(browser.last("author:changed")).toBeUndefined();
});

test("an author reads what is wrong with the lab that is open, and what a script said, whatever stands in its way for a learner", async () => {
  await start({ checkLabs: { show, check: async (lab) => [show({ ...PROBLEM, file: `${lab}/lab.md` })] } });
  expect(await browser.call("author:problems", {})).toEqual([PROBLEM]);
  sandboxd.outcome = { exitCode: 1, stdout: "look again", stderr: "debug" };
  const run = await browser.call("author:run", WISH);
  expect(run.outcome).toMatchObject({ exitCode: 1, stdout: "look again", stderr: "debug" });
  expect(run.expectations).toMatchObject([{ that: "mounted", met: false }]);
  expect(run.verdict).toEqual({ kind: "not-yet", hint: { en: "mount it" } });
  const broken = await browser.call("author:run", { ...WISH, step: "01-mount", script: "setup" });
  expect(broken.outcome).toMatchObject({ exitCode: 1, stderr: "debug" });
  expect(broken.verdict?.kind).toBe("broken");
  await expect(browser.call("author:run", { ...WISH, step: "09-none" })).rejects.toThrow("no such step");
});

test("what an author saves holds at once, in the sandbox that runs", async () => {
  const labs = new Map(TEST_LABS);
  await start({
    checkLabs: { show, check: async () => [] },
    labs: scriptedLibrary((id) => labs.get(id) ?? null),
  });
  await browser.call("step:enter", { step: "02-both", locale: "en" });
  const lab = TEST_LABS.get("one")!;
  const steps = lab.steps.map((step) =>
    step.id === "02-both" ? { ...step, expect: [{ that: "other", hint: { en: "the new hint" } }] } : step,
  );
  labs.set("one", { ...lab, steps });
  const other = { ...PROBLEM, file: "two/lab.md" };
  await web.labsChanged({ labs: ["one"], problems: [{ ...PROBLEM, file: "one/lab.md" }, other] });
  await soon(() => expect(browser.last("author:changed")).toEqual({ problems: [PROBLEM] }));
  await soon(() => expect(JSON.stringify(browser.last("step:verdict")?.verdict)).toContain("the new hint"));
  expect(sandboxd.called("createSandbox")).toHaveLength(1);
});

test("author mode refuses to listen where others could reach it", async () => {
  await start({});
  const child = spawn(process.execPath, [join(import.meta.dirname, "../author-main.ts"), "labs", "labs"], {
    env: { ...process.env, NODE_ENV: "production", GLASSBOX_HOST: "0.0.0.0", GLASSBOX_WEB_AS_ROOT: "1" },
    stdio: ["ignore", "pipe", "ignore"],
  });
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  expect(await once(child, "close")).toEqual([1, null]);
  expect(said).toContain("listens on loopback only");
});
