import { join } from "node:path";
import type { Nodes } from "mdast";
import type { ContainerDirective } from "mdast-util-directive";
import { visit } from "unist-util-visit";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { LOCALES } from "../contract/ids.ts";
import { DiagramKind, LabFrontMatter, StepFrontMatter } from "../contract/lab.ts";
import { VarGenerator } from "../contract/lab-vars.ts";
import { formatProblem } from "./lab-problem.ts";
import { CONTAINER_ATTRIBUTES, CONTAINERS, LEAVES } from "./parse-directive.ts";
import { FENCE_BLOCKS, parseFence } from "./parse-fence.ts";
import { parseMarkdown } from "./parse-markdown.ts";
import { parseAccepted, parseQuestion } from "./parse-question.ts";
import { KNOWN_FILES } from "./parse-step.ts";
import { readCurriculum } from "./read-curriculum.ts";
import { readLab, readLabFiles } from "./read-lab.ts";
import { sourcedIn } from "./shared-shell.ts";

const LABS = join(import.meta.dirname, "../../labs");
const HOME = join(LABS, "examples/demo-every-feature");
const { files, payload } = await readLabFiles(HOME);
const { lab, problems } = await readLab(HOME);

const isTranslation = (path: string) => LOCALES.some((locale) => path.endsWith(`.${locale}.md`));
const originals = [...files].filter(([path]) => path.endsWith(".md") && !isTranslation(path));
const texts = originals.map(([path, { text }]) => ({ path, ...parseMarkdown(text) }));
const front = (path: RegExp): Record<string, unknown>[] =>
  texts.filter((one) => path.test(one.path)).map(({ yaml }) => parse(yaml!.text));

/** Every node of the lab's English texts. */
const nodes: Nodes[] = [];
for (const { body } of texts) visit(body, (node) => void nodes.push(node));
const directives = nodes.filter((node) => node.type === "containerDirective" || node.type === "leafDirective");
const named = (name: string) => directives.filter((node) => node.name === name);
const quizzes = named("quiz").map((node) => parseQuestion(node as ContainerDirective));

/** What the language has, and how often the gallery uses it. A kind that is added there is missing here until the gallery shows it. */
const uses: Record<string, number> = {};
for (const name of CONTAINERS) uses[`:::${name}`] = named(name).length;
for (const [name, attributes] of Object.entries(CONTAINER_ATTRIBUTES))
  for (const key of attributes) uses[`:::${name}{${key}}`] = named(name).filter((node) => key in (node.attributes ?? {})).length;
for (const [name, { required, optional }] of Object.entries(LEAVES))
  for (const key of [...required, ...optional])
    uses[`::${name}{${key}=}`] = named(name).filter((node) => node.attributes?.[key]).length;
for (const kind of DiagramKind.options)
  uses[`::diagram{kind=${kind}}`] = named("diagram").filter((node) => node.attributes?.kind === kind).length;
const fences = nodes.flatMap((node) => (node.type === "code" ? [parseFence(node.lang, node.meta, lab?.terminals ?? [])] : []));
for (const block of FENCE_BLOCKS)
  uses[`fence ${block}`] = fences.filter((fence) => "block" in fence && fence.block === block).length;
uses["fence run=TERMINAL"] = fences.filter((fence) => "block" in fence && fence.terminal !== null).length;
const terms = nodes.filter((node) => node.type === "textDirective" && node.name === "term");
uses[":term[...]"] = terms.filter((node) => !("of" in (("attributes" in node && node.attributes) || {}))).length;
uses[":term[...]{of=}"] = terms.length - uses[":term[...]"]!;
const addresses = nodes.flatMap((node) => (node.type === "link" ? [node.url] : []));
for (const begin of ["preview:", "/lab/", "https://"])
  uses[`link to ${begin}`] = addresses.filter((url) => url.startsWith(begin)).length;
uses["a quiz with one right choice"] = quizzes.filter(
  (quiz) => !quiz.typed && quiz.choices.filter(({ right }) => right).length === 1,
).length;
uses["a quiz with several right choices"] = quizzes.filter(
  (quiz) => !quiz.typed && quiz.choices.filter(({ right }) => right).length > 1,
).length;
const accepted = quizzes.filter(({ typed }) => typed).flatMap(({ choices }) => choices.map(parseAccepted));
uses["a typed word"] = accepted.filter((one) => one?.kind === "word" && !one.code).length;
uses["a typed word in code"] = accepted.filter((one) => one?.kind === "word" && one.code).length;
uses["a typed pattern"] = accepted.filter((one) => one?.kind === "pattern").length;
for (const right of [true, false])
  uses[`feedback to a ${right ? "right" : "wrong"} choice`] = quizzes
    .flatMap(({ choices }) => choices)
    .filter((choice) => choice.feedback.length > 0 && choice.right === right).length;
uses["a solution of its own"] = named("solution").filter((node) => node.children.length > 0).length;
uses["a solution from solve.sh"] = named("solution").filter((node) => node.children.length === 0).length;

const keysOf = (schema: { shape: object }) => Object.keys(schema.shape);
const [labFront] = front(/^lab\.md$/);
for (const key of keysOf(LabFrontMatter)) uses[`lab.md ${key}:`] = key in labFront! ? 1 : 0;
for (const key of keysOf(LabFrontMatter.shape.sandbox.unwrap()))
  uses[`lab.md sandbox.${key}:`] = key in (labFront!.sandbox as object) ? 1 : 0;
for (const key of keysOf(LabFrontMatter.shape.diagrams.unwrap().element))
  uses[`lab.md diagrams.${key}:`] = (labFront!.diagrams as object[]).filter((one) => key in one).length;
for (const option of VarGenerator.options) {
  const made = Object.values(labFront!.vars as object);
  const name = "shape" in option ? Object.keys(option.shape)[0]! : String(option.value);
  uses[`a value by ${name}`] = made.filter((one) => option.safeParse(one).success).length;
}
for (const key of keysOf(StepFrontMatter)) uses[`step.md ${key}:`] = front(/step\.md$/).filter((one) => key in one).length;
for (const name of KNOWN_FILES) uses[`a step's ${name}`] = [...files.keys()].filter((path) => path.endsWith(`/${name}`)).length;
uses["wrong/NAME.sh with # hint:"] = lab?.steps.flatMap(({ wrong }) => wrong).filter(({ hint }) => hint !== null).length ?? 0;
uses["lib/NAME.sh"] = [...files.values()].filter(({ text }) => text.split("\n").some((line) => sourcedIn(line) !== null)).length;
uses["files/"] = payload.length;

test("nothing is wrong with the gallery of every feature", () => {
  expect(problems.map(formatProblem)).toEqual([]);
});

test.each(Object.keys(uses))("the gallery shows %s", (feature) => {
  expect(uses[feature], `labs/examples/demo-every-feature does not show ${feature}: add it there`).toBeGreaterThan(0);
});

test("students do not see it: its folder has a curriculum of its own and is no lab", async () => {
  const { folders, inner, problems: found } = await readCurriculum(LABS);
  expect({ inner, found }).toEqual({ inner: ["examples"], found: [] });
  expect(folders).not.toContain("examples");
});
