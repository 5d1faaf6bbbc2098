import { join } from "node:path";
import { expect, test } from "vitest";
import type { LabFiles } from "./lab-files.ts";
import { formatProblem } from "./lab-problem.ts";
import { parseLab } from "./parse-lab.ts";
import { readLabFiles } from "./read-lab.ts";

const good = await readLabFiles(join(import.meta.dirname, "fixtures/good/good-lab"));

/** The good lab with one file changed (null: removed); what is wrong with it. */
function problemsOf(path: string, change: ((text: string) => string) | null, executable?: boolean): string[] {
  const files: LabFiles["files"] = new Map(good.files);
  const old = files.get(path) ?? { text: "", executable: path.endsWith(".sh") };
  if (change === null) files.delete(path);
  else files.set(path, { text: change(old.text), executable: executable ?? old.executable });
  return parseLab({ ...good, files }).problems.map(formatProblem);
}
const replace = (from: string, to: string) => (text: string) => {
  if (!text.includes(from)) throw new Error(`the fixture has no ${from}`);
  return text.replace(from, to);
};

test("a lab with everything in it has no problems", () => {
  const { lab, problems } = parseLab(good);
  expect(problems).toEqual([]);
  expect(lab?.title).toEqual({ en: "A good lab", "zh-CN": "一个好实验" });
  expect(lab?.terminals).toEqual(["main", "second"]);
  expect(lab?.files.map(({ path, mode }) => [path, mode])).toEqual([["/root/note.txt", 0o644]]);
  expect(lab?.steps.map(({ id, expect, check }) => [id, expect.length, check !== null])).toEqual([
    ["01-look", 1, true],
    ["02-read", 0, false],
  ]);
});

test("a lab with an engine requires what the engine does, beside what its author names", () => {
  const files: LabFiles["files"] = new Map(good.files);
  const text = replace("memoryMiB: 256", "engine: docker\n  requires: [vlan, bridge]")(files.get("lab.md")!.text);
  files.set("lab.md", { text, executable: false });
  expect(parseLab({ ...good, files }).lab?.requires).toEqual(["vlan", "bridge", "overlay", "veth", "nat"]);
  expect(parseLab(good).lab?.requires).toEqual([]);
});

const EN = "01-look/step.md";
const ZH = "01-look/step.zh-CN.md";

test.each([
  ["an unknown directive", EN, replace(":::note", ":::tip"), "01-look/step.md:40: unknown directive :::tip: use one of :::hint,"],
  ["an unknown leaf directive", EN, replace("::file{", "::fiel{"), "01-look/step.md:34: unknown directive ::fiel: use one of"],
  [
    "a dead diagram kind",
    EN,
    replace("kind=layers", "kind=onion"),
    '01-look/step.md:32: there is no diagram kind "onion": use one of layers, network, namespaces, cgroups, mounts, build.',
  ],
  [
    "a diagram without kind",
    EN,
    replace("kind=layers ", ""),
    "01-look/step.md:32: ::diagram needs kind: write ::diagram{kind=...}.",
  ],
  [
    "an unknown attribute",
    EN,
    replace("focus=", "zoom="),
    '01-look/step.md:32: ::diagram knows no attribute "zoom": remove it or use kind, focus.',
  ],
  [
    "a relative file",
    EN,
    replace("path=/root", "path=root"),
    "01-look/step.md:34: ::file needs an absolute path: write ::file{path=/root/note.txt}.",
  ],
  [
    "a file that climbs",
    EN,
    replace("path=/root/", "path=/root/../etc/"),
    "01-look/step.md:34: ::file has a path that climbs (..): write where it leads, such as ::file{path=/root/x}.",
  ],
  [
    "a file with too many slashes",
    EN,
    replace("path=/root/", "path=//root/./"),
    "01-look/step.md:34: ::file has a path with too many slashes or dots: write ::file{path=/root/note.txt}.",
  ],
  [
    "a directive written as text",
    EN,
    replace(":::note", "::: note"),
    '":::" was read as text here: write the name directly behind it (:::hint)',
  ],
  [
    "an unknown fence word",
    EN,
    replace("bash copy", "bash paste"),
    '01-look/step.md:20: unknown fence word "paste": write ```bash run,',
  ],
  ["two fence words", EN, replace("bash copy", "bash copy run"), '01-look/step.md:20: fence word "run" is one too many'],
  ["an unknown language", EN, replace("```yaml", "```yml"), '01-look/step.md:28: unknown fence language "yml"'],
  [
    "a runnable block that is no bash",
    EN,
    replace("```yaml", "```yaml run"),
    "01-look/step.md:28: only bash can be run, not yaml: write ```bash run.",
  ],
  [
    "a terminal nobody declared",
    EN,
    replace("run=second", "run=third"),
    '01-look/step.md:15: terminal "third" does not exist in this lab: add it to sandbox.terminals in lab.md (now: main, second)',
  ],
  ["a question with one choice", EN, replace("- [ ] nothing\n", ""), "01-look/step.md:8: :::predict needs at least two choices"],
  [
    "a quiz without a right choice",
    EN,
    replace("- [x] upper", "- [ ] upper"),
    '01-look/step.md:44: :::quiz has no right choice: mark it with "- [x]".',
  ],
  [
    "a question without a reveal",
    EN,
    replace("It is on top.\n", ""),
    "01-look/step.md:44: :::quiz has no reveal: write after the choices",
  ],
  [
    "raw HTML",
    EN,
    replace("By the way.", "By <b>the</b> way."),
    "01-look/step.md:41: raw HTML is not shown (<b>): write it in markdown",
  ],
  ["a script", EN, replace("By the way.", "<script>alert(1)</script>"), "01-look/step.md:41: raw HTML is not shown (<script>"],
  [
    "a javascript: link",
    EN,
    replace("By the way.", "[x](javascript:alert)"),
    "01-look/step.md:41: this link is not allowed (javascript:alert): use http",
  ],
  [
    "a link to a port that is none",
    EN,
    replace("By the way.", "[the page](preview:70000)"),
    "01-look/step.md:41: this link is no preview (preview:70000): there is no port 70000: write preview: and a port from 1 to 65535",
  ],
  ["a link to a port that the translation lacks", EN, replace("By the way.", "[the page](preview:8088)"), "[...](preview:8088)"],
  [
    "an unknown front matter key",
    EN,
    replace("title: Look", "title: Look\nhints: []"),
    '01-look/step.md:3: unknown front matter key "hints": remove it or correct its spelling.',
  ],
  ["a YAML error", EN, replace("title: Look", "title: Look: twice"), "01-look/step.md:2: the YAML does not parse: "],
  ["a missing title", EN, replace("title: Look\n", ""), '01-look/step.md:2: title is missing: add "title:" (string).'],
  [
    "no front matter",
    EN,
    (text: string) => text.slice(text.indexOf("\n---\n") + 5),
    "01-look/step.md:1: there is no front matter: start the file with ---",
  ],
  [
    "an expression that does not parse",
    EN,
    replace("$exists(overlays", "$exists((overlays"),
    "01-look/step.md:4: this is not JSONata: ",
  ],
  [
    "a hint in one language only",
    EN,
    replace(", zh-CN: 还没有挂载。", ""),
    "01-look/step.md:5: the hint has no Chinese text: add zh-CN: beside en:.",
  ],
  [
    "a check that contradicts check: none",
    EN,
    replace("title: Look", "title: Look\ncheck: none"),
    "01-look/step.md:3: check: none contradicts expect: or check.sh",
  ],
  [
    "an unknown diagram kind at the start",
    "lab.md",
    replace("kind: layers", "kind: onion"),
    "lab.md:10: diagrams.0.kind: this value is not known: write one of: layers, network, namespaces, cgroups, mounts, build.",
  ],
  [
    "a focus that is no path",
    "lab.md",
    replace("focus: /root", "focus: root"),
    'lab.md:11: focus "root/merged" is no mount point: write an absolute path.',
  ],
  [
    "an unknown level",
    "lab.md",
    replace("level: beginner", "level: easy"),
    "lab.md:5: level: this value is not known: write one of: beginner, intermediate, advanced.",
  ],
  ["too little memory", "lab.md", replace("memoryMiB: 256", "memoryMiB: 1"), "lab.md:8: sandbox.memoryMiB: "],
  [
    "an engine we do not have",
    "lab.md",
    replace("memoryMiB: 256", "engine: podman"),
    "lab.md:8: sandbox.engine: this value is not known: write one of: none, docker.",
  ],
  [
    "a terminal name with a space",
    "lab.md",
    replace("[main, second]", "[main, second, my shell]"),
    'lab.md:7: "my shell" is no terminal name: use at most 32',
  ],
  [
    "a translation without a fence",
    ZH,
    replace("```console\nnote.txt\n```\n", ""),
    "01-look/step.zh-CN.md:23: the translation has ```yaml where the original has ```console (good-lab/01-look/step.md:24)",
  ],
  [
    "a translation that ends early",
    ZH,
    replace(":::solution\n:::\n", ""),
    "01-look/step.zh-CN.md:42: the translation lacks :::solution (good-lab/01-look/step.md:53): add it here or below.",
  ],
  [
    "a translation with other commands",
    ZH,
    replace("ls /root", "ls /home"),
    "01-look/step.zh-CN.md:13: ```bash run=second has other commands than the original (good-lab/01-look/step.md:15)",
  ],
  [
    "a translation with another right choice",
    ZH,
    replace("- [x] 上层\n- [ ] 下层", "- [ ] 上层\n- [x] 下层"),
    "01-look/step.zh-CN.md:42: :::quiz has other attributes, choices or feedback than the original",
  ],
  [
    "a translation with more",
    ZH,
    (text: string) => `${text}\n:::note\n多了。\n:::\n`,
    "01-look/step.zh-CN.md:54: the original (good-lab/01-look/step.md) has no :::note here",
  ],
  [
    "structure in a translation's front matter",
    ZH,
    replace("title: 看一看", "title: 看一看\nexpect: []"),
    '01-look/step.zh-CN.md:3: unknown front matter key "expect"',
  ],
  [
    "a translation without summary",
    "lab.zh-CN.md",
    replace("summary: 每样都有一个。\n", ""),
    'lab.zh-CN.md:1: summary is missing: add "summary:" in zh-CN.',
  ],
  [
    "a script without its first line",
    "01-look/check.sh",
    replace("#!/bin/bash\n", ""),
    "01-look/check.sh:1: the first line must be #!/bin/bash: add it.",
  ],
  [
    "a field that the kernel view has not",
    EN,
    (text: string) => text.replace(/that: .*/, "that: $exists(overlays[mountpoint = '/x'].pahts)"),
    "01-look/step.md:4: the kernel view has no field pahts: correct it",
  ],
  [
    "an expectation of nothing in the view",
    EN,
    (text: string) => text.replace(/that: .*/, "that: 1 = 2"),
    "01-look/step.md:4: this looks at no part of the kernel view: begin with one of overlays",
  ],
  [
    "a mistake without words for its hint",
    "01-look/wrong/too-early.sh",
    () => "#!/bin/bash\n# hint:\n",
    "01-look/wrong/too-early.sh:2: # hint: names no words: write some words of the hint, or remove it.",
  ],
  [
    "a mistake where nothing decides",
    "02-read/wrong/too-early.sh",
    () => "#!/bin/bash\n",
    "02-read/wrong/too-early.sh:1: nothing decides this step, so nothing can go wrong in it: remove it.",
  ],
  ["a mistake with no name", "01-look/wrong/A b.sh", () => "#!/bin/bash\n", "wrong/A b.sh:1: A b.sh is no name of a variant"],
  ["a file nobody reads", "01-look/chekc.sh", () => "#!/bin/bash\n", "01-look/chekc.sh:1: unknown file: a step holds step.md,"],
  ["a folder that is no step", "look/step.md", () => "text", "look:1: unknown folder: name a step like 02-copy-up"],
  [
    "a gap in the numbers",
    "04-late/step.md",
    () => "---\ntitle: Late\ncheck: none\n---\n",
    "04-late/step.md:1: step numbers must run 01, 02, 03 without gaps or doubles: let this one start with 03-.",
  ],
])("%s is an error with file, line and cure", (_what, path, change, expected) => {
  expect(problemsOf(path, change)).toContainEqual(expect.stringContaining(expected));
});

test.each([
  ["lab.md", "lab.md:1: lab.md is missing: add it with a title."],
  ["lab.zh-CN.md", "lab.zh-CN.md:1: the translation is missing: add lab.zh-CN.md"],
  ["01-look/step.md", "01-look/step.md:1: step.md is missing: add it with a title."],
  ["01-look/step.zh-CN.md", "01-look/step.zh-CN.md:1: the translation is missing: add step.zh-CN.md"],
  ["01-look/solve.sh", "01-look/solve.sh:1: solve.sh is missing: add the model answer"],
])("a missing %s is an error that says what to add", (path, expected) => {
  expect(problemsOf(path, null)).toContainEqual(expect.stringContaining(expected));
});

test("a step without expect, check.sh and check: none has no check", () => {
  expect(problemsOf("02-read/step.md", replace("check: none\n", ""))).toEqual([
    expect.stringContaining("02-read/check.sh:1: check.sh is missing: add one that exits 0 when the learner is done"),
  ]);
});

test("a script that cannot be executed names the command that cures it", () => {
  expect(problemsOf("01-look/solve.sh", (text) => text, false)).toEqual([
    "good-lab/01-look/solve.sh:1: the script is not executable: run chmod +x labs/good-lab/01-look/solve.sh.",
  ]);
});

test("all problems are reported at once, in order", () => {
  const problems = problemsOf(EN, (text) => text.replace("```yaml", "```yml").replace(":::note", ":::tip"));
  expect(problems.map((problem) => problem.split(": ")[0])).toEqual([
    "good-lab/01-look/step.md:28",
    "good-lab/01-look/step.md:40",
    "good-lab/01-look/step.zh-CN.md:26",
  ]);
});

test("what is under wrong/ belongs to the step, with the words that its hint must have", () => {
  const files: LabFiles["files"] = new Map(good.files);
  files.set("01-look/wrong/upper.sh", { text: "#!/bin/bash\n# hint: in merged\ntrue\n", executable: true });
  files.set("01-look/wrong/nothing.sh", { text: "#!/bin/bash\n", executable: true });
  const { lab, problems } = parseLab({ ...good, files });
  expect(problems).toEqual([]);
  expect(lab!.steps[0]!.wrong.map(({ name, hint }) => [name, hint])).toEqual([
    ["upper", "in merged"],
    ["nothing", null],
  ]);
});
