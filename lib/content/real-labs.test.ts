import { join } from "node:path";
import type { Root, RootContent } from "hast";
import { expect, test } from "vitest";
import { LOCALES } from "../contract/ids.ts";
import { LessonView } from "../contract/lesson-view.ts";
import { SandboxProfile } from "../contract/sandbox.ts";
import { createLabLibrary } from "./lab-library.ts";
import { formatProblem } from "./lab-problem.ts";
import { toLessonView } from "./to-lesson-view.ts";
import { toSandboxProfile } from "./to-sandbox-profile.ts";

const library = createLabLibrary(join(import.meta.dirname, "../../labs"));
const tracks = await library.tracks("en");
const ids = tracks.flatMap((track) => track.labs.map((card) => card.id));

test("all labs are without errors", async () => {
  expect((await library.problems()).map(formatProblem)).toEqual([]);
  expect(ids).toContain("fs-01-overlay-by-hand");
  expect(ids).toContain("fs-02-many-lowers");
});

const prose = (node: Root | RootContent): string =>
  node.type === "text"
    ? node.value
    : node.type === "element" && node.tagName === "code"
      ? ""
      : "children" in node
        ? node.children.map(prose).join("")
        : "";

test.each(ids.flatMap((id) => LOCALES.map((locale) => [id, locale] as const)))("%s reads well in %s", async (id, locale) => {
  const lab = (await library.lab(id))!;
  const view = LessonView.parse(toLessonView(lab, locale, {}));
  SandboxProfile.parse(toSandboxProfile(lab));
  for (const text of [view.intro, ...view.steps.map((step) => step.body)].map(prose)) {
    // Markdown that was not understood: emphasis beside Chinese punctuation, a stray fence, a directive in a sentence.
    expect(text).not.toMatch(/\*|```|:::|\[[ x]\]/);
  }
});
