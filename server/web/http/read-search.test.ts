import { afterAll, beforeAll, expect, test } from "vitest";
import { SearchAnswer } from "../../../lib/contract/search.ts";
import type { Web } from "../start-web.ts";
import { scriptedLibrary } from "../testing/scripted-library.ts";
import { createTestPlace } from "../testing/start-test-web.ts";

const place = createTestPlace();
const glossary = new Map([
  [
    "namespace",
    { id: "namespace", term: { en: "namespace", "zh-CN": "命名空间" }, means: { en: "A view.", "zh-CN": "一套视图。" } },
  ],
]);
let web: Web;
beforeAll(async () => {
  web = await place.start({ labs: scriptedLibrary(() => null, { glossary }) });
});
afterAll(async () => {
  await web.close();
  place.destroy();
});
const ask = (query: string, init: RequestInit = {}) => fetch(`http://127.0.0.1:${web.port}/api/search?${query}`, init);

test("whoever asks gets places in the language they read", async () => {
  const answer = async (query: string) => SearchAnswer.parse(await (await ask(query)).json());
  const [group] = (await answer("q=%E5%90%8D%E7%A9%BA&lang=en")).groups;
  expect(group).toMatchObject({ kind: "glossary", results: [{ href: "/glossary#namespace", title: [{ text: "namespace" }] }] });
  expect((await answer("q=namespace&lang=zh-CN")).groups[0]!.results[0]!.title[0]!.text).toBe("命名空间");
  expect(await answer("q=namespace&lang=../..")).toEqual(await answer("q=namespace&lang=en"));
});

test("nothing, nonsense and a flood are answered too", async () => {
  for (const query of ["", "q=", "q=%00%ff", "q[]=x", `q=${"x".repeat(8000)}`, `q=${"a+".repeat(2000)}`])
    expect((await ask(query)).status, query.slice(0, 20)).toBe(200);
});

test("it can only be read, and only by this site's own pages", async () => {
  expect((await ask("q=x", { method: "POST" })).status).toBe(405);
  expect((await ask("q=x", { headers: { "sec-fetch-site": "cross-site" } })).status).toBe(403);
});
