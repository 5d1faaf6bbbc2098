import { expect, test } from "vitest";
import type { LessonView } from "../contract/lesson-view.ts";
import { colourLesson } from "./colour-lesson.ts";
import { parseMarkdown } from "./parse-markdown.ts";
import { toHast } from "./to-hast.ts";

const view = (text: string) =>
  ({
    intro: toHast(parseMarkdown("").body, ["main"]),
    steps: [{ body: toHast(parseMarkdown(text).body, ["main"]) }],
  }) as LessonView;
const coloured = async (text: string) =>
  JSON.stringify(await colourLesson(view(text), async (language, code) => `${language} ${code}`));

test("each fence is given the colours of its own text and language, however deep it stands", async () => {
  const tree = await coloured("```bash run\nls\n```\n\n::::hint\n:::note\n- ```yaml\n  a: 1\n  ```\n:::\n::::");
  expect([...tree.matchAll(/"dataColours":"([^"]*)"/g)].map(([, colours]) => colours)).toEqual(["bash ls", "yaml a: 1"]);
});

test("the text stays as it was, and a fence without colours carries none", async () => {
  const plain = view("```bash run\nls\n```\n\n`code` in a sentence");
  expect(await colourLesson(plain, async () => "")).toEqual(plain);
});
