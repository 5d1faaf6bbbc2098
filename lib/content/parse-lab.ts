import { createHash } from "node:crypto";
import { LabId, StepId } from "../contract/ids.ts";
import { LabFrontMatter } from "../contract/lab.ts";
import { ENGINE_REQUIRES, SandboxProfile } from "../contract/sandbox.ts";
import { checkVars } from "./check-vars.ts";
import type { Lab, LabStep } from "./lab.ts";
import type { LabFiles } from "./lab-files.ts";
import { type LabImage, parseImage } from "./lab-image.ts";
import { byPlace, type LabProblem } from "./lab-problem.ts";
import { parseBilingual } from "./parse-bilingual.ts";
import { type Glossary, NO_GLOSSARY } from "./parse-glossary.ts";
import { parseShared, SHARED_FOLDER } from "./parse-shared.ts";
import { parseStep } from "./parse-step.ts";
import { profileInput } from "./to-sandbox-profile.ts";

const DEFAULT_TERMINALS = ["main"];
const TERMINAL_NAME = /^[a-z][a-z0-9-]{0,31}$/;

/** Either the lab or what is wrong with it; never both. */
export type ParsedLab = { lab: Lab; problems: [] } | { lab: null; problems: LabProblem[] };

/** Checks and reads a whole lab from the content of its files. Collects every problem instead of stopping at the first. */
export function parseLab(
  { id, files, images: pictures, payload, fingerprint }: LabFiles,
  glossary: Glossary = NO_GLOSSARY,
): ParsedLab {
  const problems: LabProblem[] = [];
  const wrong = (file: string, message: string, cure: string, line = 1) =>
    problems.push({ file: `${id}/${file}`, line, message, cure });
  if (!LabId.safeParse(id).success)
    wrong("lab.md", `the folder name "${id}" is no lab id`, "use lowercase letters, digits and dashes");

  const text = parseBilingual(files, { id, folder: "", name: "lab", schema: LabFrontMatter, translated: ["title", "summary"] });
  problems.push(...text.problems);
  const front = text.frontMatter;
  if (front !== null)
    problems.push(
      ...checkSandbox(front, `${id}/lab.md`, text.lineOf),
      ...checkVars(front.vars ?? {}, files, `${id}/lab.md`, text.lineOf),
    );
  const terminals = front?.sandbox?.terminals ?? DEFAULT_TERMINALS;
  const images = new Map<string, LabImage | null>();
  for (const [path, content] of pictures ?? []) {
    const image = parseImage(path, content, createHash("sha256").update(content).digest("hex").slice(0, 12));
    images.set(path, "cure" in image ? null : image);
    if ("cure" in image) wrong(path, image.message, image.cure);
  }
  const frame = { terminals, vars: front === null ? null : (front.vars ?? {}), images };
  const intro = text.read(frame, glossary);
  problems.push(...intro.problems);

  const shared = parseShared(files, id, frame.vars);
  problems.push(...shared.problems);
  const inFolders = [...files.keys()].filter((path) => path.includes("/")).map((path) => path.split("/")[0]!);
  const folders = [...new Set(inFolders)].filter((folder) => folder !== SHARED_FOLDER).sort();
  const steps: LabStep[] = [];
  for (const folder of folders) {
    if (!StepId.safeParse(folder).success) {
      wrong(folder, "unknown folder", "name a step like 02-copy-up, and put what belongs into the sandbox into files/");
      continue;
    }
    // The introduction stands above the first step.
    const above = folder === folders[0] ? intro.said : undefined;
    const step = parseStep(files, id, folder, { ...frame, glossary, above, lib: shared.lib, folders, earlier: steps });
    problems.push(...step.problems);
    if (step.step !== null) steps.push(step.step);
  }
  if (folders.length === 0) wrong("lab.md", "the lab has no steps", "add a folder 01-name with step.md");
  for (const [index, folder] of folders.entries()) {
    const number = String(index + 1).padStart(2, "0");
    if (StepId.safeParse(folder).success && !folder.startsWith(`${number}-`)) {
      wrong(
        `${folder}/step.md`,
        "step numbers must run 01, 02, 03 without gaps or doubles",
        `let this one start with ${number}-`,
      );
    }
  }
  for (const path of files.keys()) {
    if (!path.includes("/") && path !== "lab.md" && path !== "lab.zh-CN.md") {
      wrong(
        path,
        "unknown file: a lab folder holds lab.md, lab.zh-CN.md, steps, lib/, images/ and files/",
        "move it or remove it",
      );
    }
  }
  if (problems.length > 0 || front === null || intro.title === null || intro.summary === null) {
    return { lab: null, problems: problems.sort(byPlace) };
  }
  const lab: Lab = {
    id,
    title: intro.title,
    summary: intro.summary,
    frontMatter: front,
    intro: intro.body,
    terminals,
    vars: front.vars ?? {},
    requires: toRequires(front),
    steps,
    images: new Map([...images].flatMap(([path, image]) => (image === null ? [] : [[path, image] as const]))),
    files: payload,
    fingerprint,
  };
  return { lab, problems: [] };
}

/** What the author names, and what the engine needs without being asked. */
const toRequires = ({ sandbox }: LabFrontMatter): string[] => [
  ...new Set([...(sandbox?.requires ?? []), ...ENGINE_REQUIRES[sandbox?.engine ?? "none"]]),
];

function checkSandbox(front: LabFrontMatter, file: string, lineOf: (path: PropertyKey[]) => number): LabProblem[] {
  const profile = SandboxProfile.safeParse(profileInput(front));
  const problems: LabProblem[] = (profile.error?.issues ?? []).map((issue) => ({
    file,
    line: lineOf(["sandbox", ...issue.path]),
    message: `sandbox.${issue.path.map(String).join(".")}: ${issue.message}`,
    cure: "correct the value",
  }));
  for (const [index, name] of (front.sandbox?.terminals ?? []).entries()) {
    if (!TERMINAL_NAME.test(name)) {
      const line = lineOf(["sandbox", "terminals", index]);
      problems.push({
        file,
        line,
        message: `"${name}" is no terminal name`,
        cure: "use at most 32 lowercase letters, digits and dashes",
      });
    }
  }
  if (front.sandbox?.images !== undefined && front.sandbox.engine !== "docker") {
    const message = "sandbox.images: only an engine has images";
    problems.push({ file, line: lineOf(["sandbox", "images"]), message, cure: "add engine: docker, or take images away" });
  }
  for (const [index, diagram] of front.diagrams.entries()) {
    if (diagram.kind === "layers" && diagram.focus !== undefined && !diagram.focus.startsWith("/")) {
      const line = lineOf(["diagrams", index, "focus"]);
      problems.push({ file, line, message: `focus "${diagram.focus}" is no mount point`, cure: "write an absolute path" });
    }
  }
  return problems;
}
