import { stringify } from "yaml";
import { convertText } from "./convert-text.ts";
import type { Finding } from "./finding.ts";
import { type Lost, Refusal } from "./not-carried.ts";
import { lineOf, listUnknown, type Page, parseScenario, type Scenario } from "./scenario.ts";
import { type Source, toInnerPath } from "./source.ts";
import { type Payload, toPayload } from "./to-payload.ts";
import { type Job, listDoubts, toCheck, toSetup, toSolveDraft } from "./to-scripts.ts";

export type NewLab = {
  id: string;
  /** Path within the lab's folder -> content. */
  files: Map<string, { content: Buffer; executable: boolean }>;
  findings: Finding[];
};

const INDEX = "index.json";
/** A step's folder begins with two digits. */
const MAX_STEPS = 99;
type Context = { id: string; source: Source; scenario: Scenario; index: string; payload: Payload; lab: NewLab };

/** @throws Error with a sentence where the scenario cannot be read as a whole: no JSON, a missing file, a path that leads elsewhere */
export function toLab(source: Source, id: string): NewLab {
  const index = source.get(INDEX)?.content.toString("utf8");
  if (index === undefined)
    throw new Refusal(
      "no-index",
      `${INDEX} is missing: name the folder of a scenario (index.json) or of a course (structure.json).`,
    );
  const scenario = parseScenario(index, INDEX);
  const payload = toPayload(scenario.details.assets ?? {}, source, INDEX);
  const lab: NewLab = { id, files: new Map(), findings: [...listUnknown(scenario, INDEX, index), ...payload.findings] };
  const context = { id, source, scenario, index, payload, lab };
  for (const [path, file] of payload.files) lab.files.set(`files${path}`, file);
  const { intro, steps, finish } = scenario.details;
  const introJobs = intro ? toJobs(context, intro, "details.intro", true) : [];
  if (intro?.verify)
    lab.findings.push({
      kind: "intro-verify",
      file: INDEX,
      line: lineOf(index, intro.verify),
      what: "the introduction's verify was left out",
      cure: "make a step of it",
    });
  const terminals = new Set<string>();
  const commands: string[] = [];
  const use = (text: { terminals: string[]; commands: string[] }) => {
    for (const name of text.terminals) terminals.add(name);
    commands.push(...text.commands);
  };
  const pages = [...steps, ...(finish ? [finish] : [])];
  if (pages.length > MAX_STEPS)
    throw new Refusal(
      "many-steps",
      `${INDEX}: ${pages.length} pages, and a lab has at most ${MAX_STEPS} steps: make two scenarios of it.`,
    );
  for (const [at, step] of pages.entries()) {
    use(addStep(context, step, at, at === steps.length ? "finish" : `steps.${at}`, introJobs));
  }
  const text = readPage(context, intro ?? {}, "details.intro", "lab.md");
  use(text);
  lab.files.set(
    "lab.md",
    toFile(`---\n${stringify(toFrontMatter(context, [...terminals], commands), { lineWidth: 0 })}---\n\n${text.text}`),
  );
  const what = `there is no Chinese text (lab.zh-CN.md, and step.zh-CN.md of ${pages.length} steps)`;
  lab.findings.push({
    kind: "no-chinese",
    file: `labs/${id}`,
    line: 1,
    what,
    cure: "translate it: lab check counts each as missing, and no learner sees the lab before",
  });
  return lab;
}

function addStep(context: Context, page: Page, at: number, where: string, introJobs: readonly Job[]) {
  const { id, index, lab, payload } = context;
  const title = page.title?.trim() || (where === "finish" ? "Finish" : `Step ${at + 1}`);
  const folder = `${String(at + 1).padStart(2, "0")}-${toSlug(title, "step").slice(0, 48).replace(/-+$/, "")}`;
  const verify = page.verify === undefined ? null : readScript(context, page.verify, `details.${where}.verify`);
  const text = readPage(context, page, `details.${where}`, `${folder}/step.md`);
  const front = verify === null ? { title, check: "none" } : { title };
  lab.files.set(`${folder}/step.md`, toFile(`---\n${stringify(front, { lineWidth: 0 })}---\n\n${text.text}`));
  const setup = toSetup([...introJobs, ...toJobs(context, page, `details.${where}`, false)], payload.modes);
  if (setup !== null) lab.files.set(`${folder}/setup.sh`, toFile(setup, true));
  if (verify === null) return text;
  lab.files.set(`${folder}/check.sh`, toFile(toCheck(verify), true));
  lab.files.set(`${folder}/solve.sh`, toFile(toSolveDraft(text.commands), true));
  lab.findings.push({
    kind: "no-solution",
    file: `labs/${id}/${folder}/solve.sh`,
    line: 2,
    what: "there is no model answer, only a draft of one",
    cure: "write the model answer",
  });
  const cure = "make it exit 0 once the step is done, and print what is missing before that, in two languages";
  lab.findings.push({
    kind: "verify-hints",
    file: INDEX,
    line: lineOf(index, page.verify!),
    what: `${page.verify} gave no hints`,
    cure,
  });
  return text;
}

/** A page's text; without one it is empty. */
function readPage(context: Context, page: Page, where: string, target: string) {
  if (page.text === undefined) return { text: "", terminals: [], commands: [] };
  const path = toInnerPath(page.text, `${INDEX}: ${where}.text`);
  const found = context.source.get(path);
  if (found === undefined)
    throw new Refusal("missing-file", `${INDEX}: ${where}.text: ${path} is missing: add the file or remove the entry.`);
  const text = convertText(found.content.toString("utf8"), path, `labs/${context.id}/${target}`);
  context.lab.findings.push(...text.findings);
  return text;
}

/** The scripts that ran when the page was opened, background first: the one in the foreground used to wait for it. */
function toJobs(context: Context, page: Page, where: string, once: boolean): Job[] {
  return (["background", "courseData", "foreground", "code"] as const).flatMap((key) => {
    const named = page[key];
    if (named === undefined) return [];
    const { name, text } = readScript(context, named, `${where}.${key}`);
    const shown = key === "foreground" || key === "code";
    const what = shown ? `${name} ran in the learner's terminal` : `${name} ran in the background`;
    const cure =
      "it became a part of setup.sh, which nobody sees, has 60 seconds, runs again when the step is started over, and may be the first in an empty sandbox";
    context.lab.findings.push({ kind: "script-place", file: INDEX, line: lineOf(context.index, named), what, cure });
    return [{ name, text, once }];
  });
}

function readScript({ source, lab }: Context, named: string, where: string): { name: string; text: string } {
  const name = toInnerPath(named, `${INDEX}: ${where}`);
  const found = source.get(name);
  if (found === undefined)
    throw new Refusal("missing-file", `${INDEX}: ${where}: ${name} is missing: add the file or remove the entry.`);
  const text = found.content.toString("utf8");
  lab.findings.push(...listDoubts(text).map((doubt) => ({ file: name, ...doubt })));
  return { name, text };
}

function toFrontMatter({ id, scenario, index, lab }: Context, terminals: string[], commands: string[]) {
  const tell = (kind: Lost, word: string, what: string, cure: string) =>
    lab.findings.push({ kind, file: INDEX, line: lineOf(index, word), what, cure });
  const oneLine = (text: string | undefined) => text?.replace(/\s+/g, " ").trim() || undefined;
  const title = oneLine(scenario.title ?? scenario.details.title) ?? id;
  const summary = oneLine(scenario.description ?? scenario.details.description);
  if (summary === undefined)
    tell("no-description", '"title"', "there is no description", "the summary is the title: write one sentence");
  const given = /\d+/.exec(String(scenario.time ?? ""))?.[0];
  const minutes = Number(given ?? 0) || 5 * scenario.details.steps.length;
  if (!Number(given))
    tell("no-time", '"title"', "it does not say how long it takes", `minutes: ${minutes} is 5 for each step: correct it`);
  const level = ["beginner", "intermediate", "advanced"].find((each) => each === scenario.difficulty?.trim().toLowerCase());
  if (level === undefined) tell("no-level", '"difficulty"', "its level is not known", "level: beginner is a guess: correct it");
  const image = scenario.backend?.imageid ?? "none";
  const engine = /docker/i.test(image) || commands.some((command) => /(^|[\s;|&(])docker\b/.test(command));
  tell(
    "machine",
    '"imageid"',
    `the machine was ${image}`,
    `a sandbox is Debian 13${engine ? " with Docker (engine: docker)" : ""}: look whether the commands work there, most of all what Kubernetes or a second host was needed for`,
  );
  const sandbox = {
    ...(engine ? { engine: "docker" } : {}),
    ...(terminals.length > 0 ? { terminals: ["main", ...terminals] } : {}),
  };
  return {
    title,
    summary: summary ?? title,
    minutes,
    level: level ?? "beginner",
    ...(Object.keys(sandbox).length > 0 ? { sandbox } : {}),
  };
}

const toFile = (text: string, executable = false) => ({ content: Buffer.from(text), executable });

/** Words as an id: lowercase letters, digits and dashes. @param otherwise where nothing is left, or what stands before a digit */
export function toSlug(words: string, otherwise: string): string {
  const slug = words
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return slug || otherwise;
}
