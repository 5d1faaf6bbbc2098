import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { fillStep, toShownScript, withValues } from "./fill-step.ts";
import { fillText, fillTree } from "./fill-text.ts";
import type { LabStep } from "./lab.ts";
import { parseMarkdown } from "./parse-markdown.ts";
import { readLab } from "./read-lab.ts";
import { toHast } from "./to-hast.ts";
import { toLessonView } from "./to-lesson-view.ts";

const values = { net: "10.3.4", port: 8088, my_word: "lulu" };
const shown = (markdown: string) => JSON.stringify(fillTree(toHast(parseMarkdown(markdown).body, ["main"]), values));

test.each([
  ["in prose and emphasis", "Ping **{{net}}.1** of {{my_word}}", "10.3.4", "lulu"],
  ["in code within a sentence", "`ping {{net}}.1`", '"ping 10.3.4.1"', "code"],
  ["in a command to run", "```bash run\nping {{net}}.1\n```", "ping 10.3.4.1", "run"],
  [
    "in a question, a choice and a hint",
    ":::quiz[Who is {{net}}.1?]\n- [ ] {{my_word}}\n- [x] b\n\nit\n:::",
    "Who is 10.3.4.1?",
    "lulu",
  ],
  ["in a diagram's focus", '::diagram{kind=layers focus="/root/{{my_word}}/merged"}', '"/root/lulu/merged"', "diagram"],
  ["in a file's path", '::file{path="/root/{{my_word}}.txt"}', '"/root/lulu.txt"', "file"],
  ["in a port to look at", "[it](preview:{{port}})", '"preview:8088/"', "preview"],
  ["in a place to look at", "[it](preview:{{port}}/{{my_word}})", '"preview:8088/lulu"', "preview"],
  ["in an address", "[it](http://{{net}}.1/x)", '"http://10.3.4.1/x"', "href"],
  ["in a table", "| a |\n|---|\n| {{net}} |", "10.3.4", "td"],
])("a value is filled in %s", (_, markdown, ...expected) => {
  for (const part of expected) expect(shown(markdown)).toContain(part);
  expect(shown(markdown)).not.toMatch(/\{\{|%7B/);
});

test.each(["{{ net }}", "{{.net}}", "{{nett}}", "{{ .Values.net }}", "{{Net}}", "{net}", "{{constructor}}", "{% net %}", "$net"])(
  "%s is not ours and stays",
  (text) => expect(fillText(text, values)).toBe(text),
);

test("a value becomes text, never markup", () => {
  const tree = fillTree(toHast(parseMarkdown("{{x}} `{{x}}`").body, ["main"]), { x: '<b onclick="x">**' });
  expect(tree.children[0]).toMatchObject({ children: [{ type: "text", value: '<b onclick="x">** ' }, { tagName: "code" }] });
});

test("the lab's tree is shared: filling it for one person leaves it as it was", () => {
  const tree = toHast(parseMarkdown("{{net}}").body, ["main"]);
  const before = JSON.stringify(tree);
  fillTree(tree, values);
  expect(JSON.stringify(tree)).toBe(before);
});

test("a page holds its reader's values in both languages, and leaves other braces alone", async () => {
  const { lab, problems } = await readLab(join(import.meta.dirname, "fixtures/values/per-person"));
  expect(problems).toEqual([]);
  for (const locale of ["en", "zh-CN"] as const) {
    const page = JSON.stringify(toLessonView(lab!, locale, { word: "lulu", key: "k", port: 9000 }));
    expect(page).toContain("mount -t tmpfs own /mnt/lulu");
    expect(page).toContain("preview:9000/");
    expect(page).not.toContain("{{word}}");
  }
  expect(JSON.stringify(toLessonView(lab!, "en", { word: "lulu" }))).toContain("{{ word }} and {{.word}}");
});

const script = '#!/bin/bash\nset -e\necho "$LAB_NET.1 $LAB_PORT $LINENO"\n';
const bash = (text: string) =>
  execFileSync("/bin/bash", ["-c", 'read -r -d ""; eval "$REPLY"'], { input: text }).toString().trim();

test("a script begins with its values; its lines keep their numbers, and what it starts does not get them", () => {
  expect(bash(withValues(script, values))).toBe("10.3.4.1 8088 3");
  expect(bash(withValues("#!/bin/bash\nenv | grep LAB_ || echo none", values))).toBe("none");
  expect(bash(withValues('#!/bin/bash\necho "$LAB_A"', { a: "it's $HOME `x`" }))).toBe("it's $HOME `x`");
});

test("a model answer that is shown can be pasted: the values it uses stand above it", () => {
  expect(toShownScript(script, values)).toBe(
    `#!/bin/bash\nLAB_NET='10.3.4'\nLAB_PORT='8088'\n${script.slice("#!/bin/bash\n".length)}`,
  );
  expect(toShownScript("#!/bin/bash\necho LAB_NETWORK\n", values)).toBe("#!/bin/bash\necho LAB_NETWORK\n");
});

test("a step's hints and scripts are filled, its expectations are not touched", () => {
  const step = {
    expect: [{ that: "$vars.net", hint: { en: "{{net}}.1", "zh-CN": "到 {{net}}.1" } }],
    check: "exit 0",
  } as LabStep;
  const filled = fillStep(
    { ...step, setup: null, solve: null, wrong: [{ name: "late", script: "true", hint: "to {{net}}.1" }] },
    values,
  );
  expect(filled.expect).toEqual([{ that: "$vars.net", hint: { en: "10.3.4.1", "zh-CN": "到 10.3.4.1" } }]);
  expect([filled.setup, filled.check]).toEqual([null, "LAB_NET='10.3.4' LAB_PORT='8088' LAB_MY_WORD='lulu' exit 0"]);
  expect(filled.wrong).toEqual([
    { name: "late", script: "LAB_NET='10.3.4' LAB_PORT='8088' LAB_MY_WORD='lulu' true", hint: "to 10.3.4.1" },
  ]);
});
