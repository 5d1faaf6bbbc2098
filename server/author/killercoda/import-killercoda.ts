import assert from "node:assert/strict";
import { chmod, mkdir, mkdtemp, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { LabId } from "../../../lib/contract/ids.ts";
import { isThere } from "../is-there.ts";
import type { Finding } from "./finding.ts";
import { Refusal } from "./not-carried.ts";
import { parseCourse } from "./scenario.ts";
import { readSource, type Source, toInnerPath } from "./source.ts";
import { type NewLab, toLab, toSlug } from "./to-lab.ts";

export type Imported = { labs: string[]; findings: Finding[] };

/**
 * Makes labs of a scenario's or a course's folder. All of them are made aside first: where one cannot be, none is.
 * @param into the labs folder; a lab that is there already is never touched
 * @param id of the lab, for a single scenario; null: from its folder's name
 * @throws Error with a sentence for the author
 */
export async function importKillercoda(dir: string, into: string, id: string | null): Promise<Imported> {
  if (!(await stat(dir).catch(() => null))?.isDirectory())
    throw new Refusal("no-source", `${dir} is no folder: name the folder of a scenario or a course.`);
  if (!(await stat(into).catch(() => null))?.isDirectory())
    throw new Refusal("no-target", `${into} is no folder: make it first, or name another with --into.`);
  const source = await readSource(dir);
  const labs = toLabs(source, basename(resolve(dir)), id);
  for (const lab of labs) {
    if (!LabId.safeParse(lab.id).success)
      throw new Refusal("no-id", `"${lab.id}" is no lab id: name one with --id, of lowercase letters, digits and dashes.`);
    if (labs.filter((other) => other.id === lab.id).length > 1)
      throw new Refusal("same-id", `two scenarios would become the lab ${lab.id}: rename the folder of one.`);
    if (await isThere(join(into, lab.id)))
      throw new Refusal("lab-there", `${join(into, lab.id)} is there already: remove it first, or name another with --id.`);
  }
  const aside = await mkdtemp(join(into, ".import-"));
  try {
    for (const lab of labs) await writeLab(join(aside, lab.id), lab);
    for (const lab of labs) await rename(join(aside, lab.id), join(into, lab.id));
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
  return { labs: labs.map((lab) => lab.id), findings: labs.flatMap((lab) => lab.findings) };
}

function toLabs(source: Source, name: string, id: string | null): NewLab[] {
  const structure = source.get("structure.json");
  if (source.has("index.json") || structure === undefined) return [toLab(source, id ?? toId(name))];
  if (id !== null)
    throw new Refusal(
      "course-id",
      "--id names one lab, and this is a course: leave it away, its labs are called like its folders.",
    );
  return toCourse(source, "", structure.content.toString("utf8"));
}

/** @param folder of the course within the source: "" or with a slash at its end */
function toCourse(source: Source, folder: string, text: string): NewLab[] {
  const file = `${folder}structure.json`;
  return parseCourse(text, file).items.flatMap((item) => {
    const inner = `${folder}${toInnerPath(item.path, file)}/`;
    const index = source.has(`${inner}index.json`);
    const deeper = source.get(`${inner}structure.json`);
    if (!index && deeper !== undefined) return toCourse(source, inner, deeper.content.toString("utf8"));
    if (!index)
      throw new Refusal("missing-scenario", `${file}: ${inner}index.json is missing: add the scenario or remove the item.`);
    const part: Source = new Map(
      [...source].filter(([path]) => path.startsWith(inner)).map(([path, entry]) => [path.slice(inner.length), entry]),
    );
    try {
      const lab = toLab(part, toId(inner.split("/").at(-2)!));
      const place = (each: Finding) => (each.file.startsWith("labs/") ? each : { ...each, file: inner + each.file });
      const findings = lab.findings.map(place);
      if (item.title !== undefined)
        findings.push({
          kind: "course-title",
          file,
          line: 1,
          what: `the course calls ${inner} "${item.title}"`,
          cure: "the scenario's own title was taken: correct it in lab.md if need be",
        });
      return [{ ...lab, findings }];
    } catch (cause) {
      throw cause instanceof Refusal ? new Refusal(cause.kind, inner + cause.message, { cause }) : cause;
    }
  });
}

async function writeLab(dir: string, lab: NewLab): Promise<void> {
  for (const [path, { content, executable }] of lab.files) {
    const target = join(dir, path);
    // Each path was looked at where it was read; this is for whoever adds another.
    assert(target.startsWith(`${dir}/`), `${path} would lie outside of the lab`);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, content, { flag: "wx" });
    await chmod(target, executable ? 0o755 : 0o644);
  }
}

const toId = (name: string) =>
  toSlug(name, "lab")
    .replace(/^(?=[0-9])/, "lab-")
    .slice(0, 64)
    .replace(/-+$/, "");
