import { join } from "node:path";
import { expect, test } from "vitest";
import type { LabFiles } from "./lab-files.ts";
import { formatProblem } from "./lab-problem.ts";
import { parseLab } from "./parse-lab.ts";
import { readLabFiles } from "./read-lab.ts";

const good = await readLabFiles(join(import.meta.dirname, "fixtures/values/per-person"));

/** The lab of values with a piece of one file replaced; what is wrong with it. */
function problemsOf(path: string, from: string, to: string): string[] {
  const files: LabFiles["files"] = new Map(good.files);
  const old = files.get(path)!;
  if (!old.text.includes(from)) throw new Error(`${path} has no ${from}`);
  files.set(path, { ...old, text: old.text.replace(from, to) });
  return parseLab({ ...good, files }).problems.map((problem) => formatProblem(problem).replace("per-person/", ""));
}

const STEP = "01-own-value/step.md";
const FORMS = "name, secret, { pick: [red, green] }, { range: [10, 200] } and { subnet: 10.0.0.0/8 }";

test.each([
  [
    "a way to make a value that there is not",
    "lab.md",
    "key: secret",
    "key: random",
    `lab.md:8: vars.key: this is none of ${FORMS}: correct the value.`,
  ],
  [
    "a subnet that is no network",
    "lab.md",
    "word: name",
    "word: { subnet: 10.1.0.0/8 }",
    "lab.md:7: vars.word: 10.1.0.0/8 is no network: write 10.0.0.0/8.",
  ],
  [
    "a subnet that is no address",
    "lab.md",
    "word: name",
    "word: { subnet: 300.0.0.0/8 }",
    "lab.md:7: vars.word: 300.0.0.0 is no address: write four numbers from 0 to 255.",
  ],
  [
    "a range without a choice",
    "lab.md",
    "[2000, 9999]",
    "[2000, 2000]",
    "lab.md:9: vars.port has a range without a choice: write the smaller number first, such as [10, 200].",
  ],
  [
    "a choice twice",
    "lab.md",
    "key: secret",
    "key: { pick: [a, a] }",
    "lab.md:8: vars.key has a value to pick twice: remove one.",
  ],
  [
    "a choice that a shell would take apart",
    "lab.md",
    "key: secret",
    "key: { pick: [a, $(x)] }",
    "lab.md:8: vars.key.pick.1: a value to pick has up to 64 letters, digits and / . _ : @ + -: correct the value.",
  ],
  [
    "a name in capitals",
    "lab.md",
    "key: secret",
    "key: secret\n  Key: secret",
    "lab.md:9: vars.Key: the name of a value has up to 31 lowercase letters, digits and _, and begins with a letter: correct the value.",
  ],
  [
    "a value that nothing uses",
    "lab.md",
    "key: secret",
    "key: secret\n  spare: name",
    "lab.md:9: vars.spare is used nowhere: write {{spare}} in text, $LAB_SPARE in a script or $vars.spare in that:, or remove it.",
  ],
  [
    "a slip in a name",
    "lab.md",
    "is {{word}};",
    "is {{wrod}};",
    "lab.md:12: {{wrod}} is no value of this lab: write {{word}}, or {{ wrod }} with spaces where the braces are meant.",
  ],
  [
    "a variable that the learner's shell has not",
    STEP,
    "own /mnt/{{word}}",
    "own /mnt/$LAB_WORD",
    `${STEP}:9: only scripts know LAB_WORD, the learner's shell does not: write {{word}} here.`,
  ],
  [
    "a value in a title",
    "lab.md",
    "title: Per person",
    "title: 'About {{word}}'",
    "lab.md:2: title is the same for everyone: use {{word}} in the text below.",
  ],
  [
    "a value in a translated title",
    "lab.zh-CN.md",
    "title: 因人而异",
    "title: '{{word}}'",
    "lab.zh-CN.md:2: title is the same for everyone: use {{word}} in the text below.",
  ],
  [
    "a translation without the value",
    "lab.zh-CN.md",
    "{{word}}",
    "x",
    "lab.zh-CN.md:1: the translation does not use {{word}}, which the original (per-person/lab.md) does: add it.",
  ],
  [
    "a translated hint without the value",
    STEP,
    "在 /mnt/{{word}} 挂载",
    "挂载",
    `${STEP}:5: the translation does not use {{word}}, which the original (per-person/${STEP}) does: add it.`,
  ],
  [
    "an expectation of a value that there is not",
    STEP,
    "$vars.word",
    "$vars.wort",
    `${STEP}:4: $vars.wort is no value of this lab: write $vars.word or $vars.key or $vars.port.`,
  ],
  [
    "an expectation that hides which value it means",
    STEP,
    "$vars.word",
    '$lookup($vars, "word")',
    `${STEP}:4: $vars needs the name of a value right behind it: write $vars.word or $vars.key or $vars.port.`,
  ],
  [
    "an expectation with braces",
    STEP,
    '"/mnt/" & $vars.word',
    '"/mnt/{{word}}"',
    `${STEP}:4: {{word}} is not filled in here: write $vars.word, such as $vars.word & ".1".`,
  ],
  [
    "a script with braces",
    "01-own-value/setup.sh",
    "$LAB_WORD",
    "{{word}}",
    "01-own-value/setup.sh:2: {{word}} is not filled in here: write $LAB_WORD.",
  ],
  [
    "a script with a value that there is not",
    "01-own-value/setup.sh",
    "$LAB_WORD",
    "$LAB_WORT",
    "01-own-value/setup.sh:2: $LAB_WORT is no value of this lab: add it to vars in lab.md or write one of LAB_WORD, LAB_KEY, LAB_PORT.",
  ],
  [
    "a port past the last one",
    "lab.md",
    "[2000, 9999]",
    "[2000, 70000]",
    `${STEP}:14: this link is no preview (preview:{{port}}): there is no port 70000: write preview: and a port from 1 to 65535, such as preview:8088 or preview:8088/index.html.`,
  ],
  [
    "an address that begins with a value",
    STEP,
    "preview:{{port}}",
    "{{word}}:x",
    `${STEP}:14: this link has a value in it ({{word}}:x): begin it with http://, https:// or preview:.`,
  ],
])("%s is named with its place and its cure", (_, path, from, to, problem) =>
  expect(problemsOf(path, from, to)).toContainEqual(problem),
);

test("where lab.md cannot be read only that is said, not that every value is missing", () =>
  expect(problemsOf("lab.md", "key: secret", "key: random")).toHaveLength(1));

test("a directive whose braces were not quoted is found: it would be shown as text", () =>
  expect(problemsOf(STEP, '"/mnt/{{word}}/key"', "/mnt/{{word}}/key")).toContainEqual(
    expect.stringContaining(`${STEP}:12: "::" was read as text here: put quotes around`),
  ));

test("names that are not the lab's stay what they are: braces of Jinja, variables that a script sets itself", () => {
  expect(problemsOf("lab.md", "is {{word}};", "is {{word}} {{user}} {{ wrod }};")).toEqual([]);
  expect(problemsOf("01-own-value/setup.sh", "mkdir", "LAB_DIR=/mnt\nls $LAB_DIR\nmkdir")).toEqual([]);
});
