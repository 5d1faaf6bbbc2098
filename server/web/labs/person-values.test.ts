import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Lab } from "../../../lib/content/lab.ts";
import { VALUES_HEADER } from "../../../lib/contract/lab-vars.ts";
import { createPersonToken, toPersonCookie } from "../people/person-cookie.ts";
import type { Web } from "../start-web.ts";
import { type Browser, openBrowser } from "../testing/open-browser.ts";
import { scriptedLibrary } from "../testing/scripted-library.ts";
import { ScriptedSandboxd } from "../testing/scripted-sandboxd.ts";
import { createTestPlace, TEST_LABS } from "../testing/start-test-web.ts";

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

const { steps, ...one } = TEST_LABS.get("one")!;
/** A lab with a value in a hint, in a script and in an expectation. */
const lab = (vars: Lab["vars"]): Lab => {
  const expectations = [{ that: "mounted = $vars.word", hint: { en: "mount {{word}}" } }];
  const first = { ...steps[0]!, expect: expectations, setup: 'mkdir "$LAB_WORD"', solve: '#!/bin/bash\nmount "$LAB_WORD"\n' };
  return { ...one, id: "values", vars, steps: [first] };
};

let place: ReturnType<typeof createTestPlace>;
let sandboxd: ScriptedSandboxd;
let web: Web;
let current: Lab;
const browsers: Browser[] = [];

const start = () =>
  place.start({
    labs: scriptedLibrary((id) => (id === "values" ? current : null)),
    pages: async (request, response) => void response.end(String(request.headers[VALUES_HEADER])),
  });
/** The page's values, as a person's browser asks for it; null: the page was given none. */
const page = async (
  token: string | null,
  { path = "/lab/values", headers = {} } = {},
): Promise<Record<string, string> | null> => {
  const cookie = token === null ? "" : toPersonCookie(token, { secure: false }).split(";")[0]!;
  const text = await (await fetch(`http://127.0.0.1:${web.port}${path}`, { headers: { cookie, ...headers } })).text();
  return text === "undefined" ? null : JSON.parse(text);
};
const open = async (token: string): Promise<Browser> => {
  const browser = await openBrowser(web.port, { token });
  browsers.push(browser);
  await browser.call("lab:open", { lab: "values" });
  return browser;
};

beforeEach(async () => {
  current = lab({ word: "name" });
  place = createTestPlace();
  sandboxd = new ScriptedSandboxd();
  await sandboxd.listen(place.socketPath);
  web = await start();
});
afterEach(async () => {
  for (const browser of browsers.splice(0)) browser.close();
  await web.close();
  await sandboxd.close();
  place.destroy();
});

test("page, script, expectation, hint and model answer of one person say the same, and a neighbour's say something else", async () => {
  const [ada, bob] = [createPersonToken(), createPersonToken()];
  const word = (await page(ada))!.word!;
  expect(word).toMatch(/^[a-z]{6}$/);
  expect((await page(bob))!.word).not.toBe(word);
  const browser = await open(ada);
  expect(await browser.call("step:enter", { step: "01-mount", locale: "en" })).toEqual({
    kind: "not-yet",
    hint: { en: `mount ${word}` },
  });
  expect(sandboxd.called("runScript")).toMatchObject([{ script: `LAB_WORD='${word}' mkdir "$LAB_WORD"`, env: {} }]);
  expect(sandboxd.expectations).toEqual([{ id: expect.any(String), expr: "mounted = $vars.word", vars: { word } }]);
  expect(await browser.call("step:solution", { step: "01-mount" })).toEqual({
    script: `#!/bin/bash\nLAB_WORD='${word}'\nmount "$LAB_WORD"\n`,
    colours: "",
  });
});

test("the lab started over, and web started again, have the same values", async () => {
  const ada = createPersonToken();
  const before = await page(ada);
  const browser = await open(ada);
  await browser.call("lab:restart", {});
  expect(await page(ada)).toEqual(before);
  browser.close();
  await web.close();
  web = await start();
  expect(await page(ada)).toEqual(before);
  expect(sandboxd.called("createSandbox")).toHaveLength(2);
});

test("what an author changes reaches who starts over; an attempt that began keeps its values and gets those that are new", async () => {
  const [ada, bob] = [createPersonToken(), createPersonToken()];
  const browser = await open(ada);
  const { word } = (await page(ada))!;
  current = lab({ word: { pick: ["red", "green"] }, key: "secret" });
  expect((await page(bob))!.word).toMatch(/^(red|green)$/);
  const { key } = (await page(ada))!;
  expect(await page(ada)).toEqual({ word, key: expect.stringMatching(/^[0-9a-f]{16}$/) });
  await browser.call("lab:open", { lab: "values" });
  await browser.call("step:reset", { step: "01-mount" });
  expect(sandboxd.called("runScript").at(-1)).toMatchObject({ script: `LAB_WORD='${word}' LAB_KEY='${key}' mkdir "$LAB_WORD"` });
  await browser.call("lab:restart", {});
  expect((await page(ada))!.word).toMatch(/^(red|green)$/);
});

test("a first view of a page has values already, those of the person that it makes", async () => {
  const answer = await fetch(`http://127.0.0.1:${web.port}/lab/values`);
  const token = /gb_person=([\w-]{22})/.exec(answer.headers.get("set-cookie")!)![1]!;
  expect(JSON.parse(await answer.text())).toEqual(await page(token));
});

test("nobody can say for a page whose values it shows, and a page of another site is told none", async () => {
  const ada = createPersonToken();
  const said = { [VALUES_HEADER]: '{"word":"chosen"}' };
  expect(await page(ada, { headers: said })).toEqual(await page(ada));
  expect(await page(ada, { path: "/", headers: said })).toBeNull();
  expect(await page(ada, { path: "/lab/other", headers: said })).toBeNull();
  expect(await page(ada, { headers: { ...said, "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors" } })).toBeNull();
});
