import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readLab } from "../../../lib/content/read-lab.ts";
import { formatFinding } from "./finding.ts";
import { importKillercoda } from "./import-killercoda.ts";

const fixtures = join(import.meta.dirname, "fixtures");
let into: string;
beforeEach(async () => {
  into = await mkdtemp(join(tmpdir(), "lab-import-"));
});
afterEach(() => rm(into, { recursive: true }));

const importFixture = async (name: string) => {
  const { labs, findings } = await importKillercoda(join(fixtures, name), into, null);
  return { labs, findings: findings.map(formatFinding), read: (path: string) => readFile(join(into, path), "utf8") };
};

/** Our parser's word on a lab, without the translations and model answers that no import can have. */
const listProblems = async (id: string) =>
  (await readLab(join(into, id))).problems.filter(({ message }) => !/^the translation is missing|is unfinished/.test(message));

test("commands become blocks to run, in the terminal they were for, and what cannot be run is shown and reported", async () => {
  const { findings, read } = await importFixture("terminals");
  expect(await read("terminals/01-run-copy/step.md")).toMatchInlineSnapshot(`
    "---
    title: Run & copy
    ---

    Make it: \`mkdir made\` and look.

    \`\`\`bash run
    mkdir made
    \`\`\`

    \`\`\`bash run
    ls
    \`\`\`

    Press Ctrl-C in that terminal first.

    \`\`\`bash run
    top
    \`\`\`

    1. \`\`\`bash run=second
       tail -f log
       \`\`\`
    2. \`\`\`bash run
       date
       \`\`\`
    3. On the other: \`uptime\`

       \`\`\`
       uptime
       \`\`\`
    - type \`i\` then \`^C\`

      \`\`\`text copy
      i
      \`\`\`

      \`\`\`
      ^C
      \`\`\`

    \`\`\`text copy
    package main
    \`\`\`

    Not a command: \`plain\`. Open \`app.js\`

    ::file{path="/root/app.js"}

    \`\`\`
    a sample
    \`\`\`
    "
  `);
  expect(await read("terminals/lab.md")).toMatchInlineSnapshot(`
    "---
    title: Two terminals
    summary: Run things.
    minutes: 10
    level: beginner
    sandbox:
      terminals:
        - main
        - second
    ---

    # Hello

    Press \`Enter\`.
    "
  `);
  expect(findings).toMatchInlineSnapshot(`
    [
      "index.json:26: "interface" has no counterpart in a lab: it was left out: see whether the lab needs something else for it.",
      "intro.sh:2: this reaches for the internet, which a sandbox has not: put what it fetches into files/, or do without.",
      "index.json:9: intro.sh ran in the background: it became a part of setup.sh, which nobody sees, has 60 seconds, runs again when the step is started over, and may be the first in an empty sandbox.",
      "step1.md:5: interrupt: a click does not press Ctrl-C first here: a sentence before the command says so.",
      "step1.md:13: this command is for host 2, and a lab has one sandbox: it is shown, not run: make the second host with ip netns or docker, or take it out.",
      "step1.md:14: no-newline: a command cannot be typed without Enter here: it became a block to copy: say in the text when to press Enter.",
      "step1.md:14: the marker {{ctrl-seq}} has no counterpart: the code is shown, not run: say in the text what to do.",
      "step1.md:16: the language "go" is not known here: the block is shown without colours.",
      "step1.md:20: the file app.js was named without its folder: /root/app.js is opened: correct the path if it lies elsewhere.",
      "index.json:16: wait ran in the learner's terminal: it became a part of setup.sh, which nobody sees, has 60 seconds, runs again when the step is started over, and may be the first in an empty sandbox.",
      "labs/terminals/01-run-copy/solve.sh:2: there is no model answer, only a draft of one: write the model answer.",
      "index.json:15: verify.sh gave no hints: make it exit 0 once the step is done, and print what is missing before that, in two languages.",
      "index.json:24: the machine was ubuntu: a sandbox is Debian 13: look whether the commands work there, most of all what Kubernetes or a second host was needed for.",
      "labs/terminals:1: there is no Chinese text (lab.zh-CN.md, and step.zh-CN.md of 2 steps): translate it: lab check counts each as missing, and no learner sees the lab before.",
    ]
  `);
  expect(await listProblems("terminals")).toEqual([]);
});

test("verify, background and foreground become check.sh and setup.sh", async () => {
  const { read } = await importFixture("terminals");
  expect(await read("terminals/01-run-copy/setup.sh")).toMatchInlineSnapshot(`
    "#!/bin/bash
    set -e
    cd /root

    if [ ! -e /run/lab-intro-done ]; then

    # intro.sh
    script=$(mktemp)
    cat >"$script" <<'END_OF_SCRIPT'
    #!/bin/bash
    apt-get install -y tree
    touch /root/ready
    exit 0
    END_OF_SCRIPT
    chmod 700 "$script"
    "$script"
    rm -f "$script"
    touch /run/lab-intro-done
    fi

    # wait
    script=$(mktemp)
    cat >"$script" <<'END_OF_SCRIPT'
    while [ ! -f /root/ready ]; do sleep 1; done
    END_OF_SCRIPT
    chmod 700 "$script"
    "$script"
    rm -f "$script"
    "
  `);
  expect(await read("terminals/01-run-copy/check.sh")).toMatchInlineSnapshot(`
    "#!/bin/bash
    cd /root || exit 2

    # verify.sh
    script=$(mktemp)
    cat >"$script" <<'END_OF_SCRIPT'
    #!/bin/bash
    [ -d /root/made ] || exit 3
    END_OF_SCRIPT
    chmod 700 "$script"
    hint=$("$script" 2>/dev/null)
    code=$?
    rm -f "$script"
    [ "$code" -eq 0 ] && exit 0
    if [ -n "$hint" ]; then echo "$hint"
    elif [ "$LANG_UI" = zh-CN ]; then echo "这一步还没有完成。"
    else echo "This step is not done yet."; fi
    exit 1
    "
  `);
});

test("a draft of the model answer counts as unfinished until its author says otherwise", async () => {
  const { read } = await importFixture("terminals");
  expect(await read("terminals/01-run-copy/solve.sh")).toMatchInlineSnapshot(`
    "#!/bin/bash
    # unfinished: these are the commands that the text offers; make them the model answer, then remove this line
    set -e
    cd /root
    mkdir made
    ls
    top
    tail -f log
    date
    "
  `);
  const { lab, problems } = await readLab(join(into, "terminals"));
  expect(lab).toBeNull();
  expect(problems).toContainEqual({
    file: "terminals/01-run-copy/solve.sh",
    line: 2,
    message: "the script says that it is unfinished",
    cure: "write what is missing, then remove this line",
  });
});

test("links to the machine's ports become previews, its address localhost", async () => {
  const { findings, read } = await importFixture("traffic");
  expect(await read("traffic/01-look/step.md")).toMatchInlineSnapshot(`
    "---
    title: Look
    check: none
    ---

    See [the page](preview:80/a/b?c=1#d), [port 8080](preview:8080) and choose.

    Old: [app](preview:3000/x), at 127.0.0.1 or [[HOST2_IP]].

    \`\`\`bash run
    curl http://localhost:80/health
    [[ -n $x ]] && echo yes
    \`\`\`

    (logo) and \\<font color="red">red\\</font>
    "
  `);
  expect(findings).toMatchInlineSnapshot(`
    [
      "step1/text.md:1: there is no page to choose a port on: the link became text: name the port, as in [words](preview:80).",
      "step1/text.md:3: [[HOST_IP]] is the machine's own address: it became 127.0.0.1: look whether that is meant.",
      "step1/text.md:3: HOST2_IP has no value here: it was left as it is: put in what is meant.",
      "step1/text.md:6: an address of the machine stands in code: it became http://localhost:80/health: look whether that is meant.",
      "step1/text.md:10: the picture ../assets/logo.png cannot be shown: its words stand there: draw it as text, or open a diagram with ::diagram{kind=...}.",
      "labs/traffic/01-look/step.md:10: raw HTML is shown as text (<font color="red">): write it in markdown, or leave it if it is meant as text.",
      "labs/traffic/01-look/step.md:10: raw HTML is shown as text (</font>): write it in markdown, or leave it if it is meant as text.",
      "index.json:2: it does not say how long it takes: minutes: 5 is 5 for each step: correct it.",
      "index.json:14: the machine was kubernetes-kubeadm-1node: a sandbox is Debian 13: look whether the commands work there, most of all what Kubernetes or a second host was needed for.",
      "labs/traffic:1: there is no Chinese text (lab.zh-CN.md, and step.zh-CN.md of 1 steps): translate it: lab check counts each as missing, and no learner sees the lab before.",
    ]
  `);
  expect(await listProblems("traffic")).toEqual([]);
});

test("braces of Helm, Go and Jinja are left alone", async () => {
  const { findings, read } = await importFixture("helm");
  expect(await read("helm/01-template/step.md")).toMatchInlineSnapshot(`
    "---
    title: Template
    check: none
    ---

    Helm writes \`{{ .Values.image }}\` and {{ .Release.Name }}; Jinja {% if x %} {{ item | upper }}.

    \`\`\`yaml
    image: {{ .Values.image }}
    list:
    {{- range .Values.list }}
      - {{ . }}
    {{- end }}
    \`\`\`

    \`\`\`bash run
    docker ps --format '{{.Names}}'
    \`\`\`

    A stray {{exec}} here.
    "
  `);
  expect(findings.filter((each) => each.startsWith("text.md"))).toMatchInlineSnapshot(`
    [
      "text.md:13: {{exec}} stands behind no code: it was left as text: remove it, or put the command before it.",
    ]
  `);
  expect(await listProblems("helm")).toEqual([]);
});

test("Katacoda's questions become ours, and folds become hints or solutions", async () => {
  const { read } = await importFixture("quiz");
  expect(await read("quiz/01-quiz/step.md")).toMatchInlineSnapshot(`
    "---
    title: Quiz
    check: none
    ---

    :::quiz
    Q1: What is right?

    - [x] this
    - [ ] that

    Right: this
    :::

    :::quiz
    Which two [of three]?

    - [x] one
    - [x] two
    - [ ] three

    Right: one; two
    :::

    **Type test**

    :::solution
    test
    :::

    :::solution
    **Show solution**

    It is \`one\`.

    :::

    \`:::\`warning
    "
  `);
  expect(await listProblems("quiz")).toEqual([]);
});

test("assets lie where their patterns and targets say, with their modes", async () => {
  const { findings, read } = await importFixture("assets");
  const files = (await readdir(join(into, "assets"), { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name).slice(into.length + 1)).sort();
  const modes = await Promise.all(
    paths.map(async (path) => `${((await stat(join(into, path))).mode & 0o777).toString(8)} ${path}`),
  );
  expect(modes).toMatchInlineSnapshot(`
    [
      "755 assets/01-look-at-them/setup.sh",
      "644 assets/01-look-at-them/step.md",
      "644 assets/files/root/conf/a.ini",
      "644 assets/files/root/conf/deep/b.ini",
      "644 assets/files/root/key",
      "755 assets/files/usr/local/bin/a.sh",
      "755 assets/files/usr/local/bin/b.sh",
      "644 assets/lab.md",
    ]
  `);
  expect(await read("assets/01-look-at-them/setup.sh")).toContain("chmod 600 '/root/key'");
  expect(findings).toContainEqual(expect.stringMatching(/^index.json:1: 1 assets for host02 were left out/));
  expect(await listProblems("assets")).toEqual([]);
});

test("a course becomes a lab for each scenario, courses within it too", async () => {
  const { labs } = await importFixture("course");
  expect(labs).toEqual(["one", "lab-2-two"]);
  expect(await listProblems("one")).toEqual([]);
});

test("a lab that is there already is not touched", async () => {
  await importFixture("helm");
  await expect(importFixture("helm")).rejects.toThrow(/helm is there already: remove it first/);
});

const step = { title: "A", text: "a.md" };
const refused: [string, unknown, RegExp][] = [
  ["no JSON", "{", /index.json is not JSON/],
  ["no steps", { details: { steps: [] } }, /index.json: details.steps: /],
  ["a missing text", { details: { steps: [{ text: "b.md" }] } }, /b.md is missing: add the file/],
  ["a missing script", { details: { steps: [{ ...step, verify: "v.sh" }] } }, /details.steps.0.verify: v.sh is missing/],
  ["a text that leads out", { details: { steps: [{ text: "../a.md" }] } }, /leads out of the scenario/],
  ["an absolute text", { details: { steps: [{ text: "/etc/passwd" }] } }, /is no path within the scenario/],
  ["an asset that leads out", { details: { steps: [step], assets: { host01: [{ file: "../x", target: "/" }] } } }, /leads out/],
  ["an absolute asset", { details: { steps: [step], assets: { host01: [{ file: "/x", target: "/" }] } } }, /is no path within/],
  ["a target that climbs", { details: { steps: [step], assets: { host01: [{ file: "x", target: "/a/../../b" }] } } }, /climbs/],
  ["a relative target", { details: { steps: [step], assets: { host01: [{ file: "x", target: "b" }] } } }, /is not absolute/],
  ["a missing asset", { details: { steps: [step], assets: { host01: [{ file: "x", target: "/" }] } } }, /no file in assets/],
];
test.each(refused)("%s is refused with a sentence, and nothing is written", async (_name, index, sentence) => {
  const dir = join(into, "from");
  await mkdir(join(into, "labs"));
  await mkdir(dir);
  await writeFile(join(dir, "index.json"), typeof index === "string" ? index : JSON.stringify(index));
  await writeFile(join(dir, "a.md"), "Text.\n");
  await expect(importKillercoda(dir, join(into, "labs"), null)).rejects.toThrow(sentence);
  expect(await readdir(join(into, "labs"))).toEqual([]);
});

test("a symbolic link in the scenario is refused", async () => {
  const dir = join(into, "from");
  await mkdir(dir);
  await writeFile(join(dir, "index.json"), JSON.stringify({ details: { steps: [step] } }));
  await symlink("/etc/passwd", join(dir, "a.md"));
  await expect(importKillercoda(dir, into, null)).rejects.toThrow("a.md is a symbolic link: put the file itself there.");
});
