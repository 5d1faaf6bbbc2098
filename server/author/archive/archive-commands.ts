import { join, relative, resolve } from "node:path";
import { formatProblem, toJsonProblem } from "../../../lib/content/lab-problem.ts";
import { type ExportedLab, exportLab } from "./export-lab.ts";
import { type ImportedLab, importLab } from "./import-lab.ts";
import { toPlain } from "./refusal.ts";
import { UnsoundLab } from "./unsound-lab.ts";

type Say = (line: string) => void;
export type ExportOptions = { labs: string; out?: string; json?: true };
export type ImportOptions = { into: string; id?: string; track?: string; json?: true };

export const EXPORT_HELP = `
The file is a gzip-compressed tar: the lab's folder and glassbox-lab.json, which names its track, its offline images
and the words of glossary.yaml that it explains. The same lab gives the same bytes. A file that is there is never
written over.

Exit codes: 0 written, 1 the lab does not pass lab check, 2 it could not be written or the command is not understood.
--json: {file, bytes, files, id, title, track, terms, images, problems: [{file, line, message, cure}]}

Examples:
  npm run lab -- export fs-01-overlay-by-hand
  npm run lab -- export my-lab --labs ~/course/labs -o /tmp/my-lab.lab.tgz`;

export const IMPORT_HELP = `
The file may come from anybody: what leads out of the folder, links, names that clash, too much of anything and a lab
that does not pass lab check are refused with a sentence, and nothing is written. A lab that is there is never touched.
Its scripts run as root in sandboxes only. Words that glossary.yaml lacks are added to it.

Exit codes: 0 imported, 1 the lab does not pass lab check here, 2 it could not be imported.
--json: {lab, track, terms: {added, kept, taken}, images, notes, problems: [{file, line, message, cure}]}

Examples:
  npm run lab -- import ~/fs-01-overlay-by-hand.lab.tgz
  npm run lab -- import my-lab.lab.tgz --into ~/course/labs --id my-lab-2 --track net`;

/** npm run lab -- export. @returns its exit code @throws Error with a sentence */
export async function runExport(id: string, options: ExportOptions, say: Say): Promise<0 | 1> {
  const file = options.out ?? `${id}.lab.tgz`;
  return await orTell(options, resolve(options.labs), say, async () => {
    const done = await exportLab(resolve(options.labs), id, resolve(file));
    if (options.json) say(toExportJson(file, done));
    else for (const line of describeExport(file, done)) say(line);
  });
}

/** npm run lab -- import. @returns its exit code @throws Error with a sentence */
export async function runImport(file: string, options: ImportOptions, labs: string, say: Say): Promise<0 | 1> {
  const into = resolve(options.into);
  return await orTell(options, into, say, async () => {
    const done = await importLab(resolve(file), { into, id: options.id ?? null, track: options.track ?? null });
    const { id, ...rest } = done;
    if (options.json) say(JSON.stringify({ lab: id, ...rest, problems: [] }, null, 2));
    else for (const line of describeImport(options.into, into === labs, done)) say(line);
  });
}

/** What lab check has against the lab is printed as lab check does. */
async function orTell({ json }: { json?: true }, dir: string, say: Say, work: () => Promise<void>): Promise<0 | 1> {
  try {
    await work();
    return 0;
  } catch (error) {
    if (!(error instanceof UnsoundLab)) throw error;
    const problems = error.problems.map((each) => ({ ...each, file: join(relative(process.cwd(), dir), each.file) }));
    if (json) say(JSON.stringify({ problems: problems.map(toJsonProblem) }, null, 2));
    else for (const problem of problems) say(toPlain(formatProblem(problem)));
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
}

function toExportJson(file: string, { manifest, files, bytes }: ExportedLab): string {
  const { id, title, track, terms, images } = manifest;
  return JSON.stringify(
    { file, bytes, files, id, title, track: track?.id ?? null, terms: Object.keys(terms), images, problems: [] },
    null,
    2,
  );
}

function* describeExport(file: string, { manifest, files, bytes, notes }: ExportedLab): Iterable<string> {
  for (const note of notes) yield `note: ${note}`;
  const { images, terms } = manifest;
  yield `${file} written: ${files} files in ${Math.ceil(bytes / 1024)} KiB`;
  if (Object.keys(terms).length > 0) yield `with it go these words of glossary.yaml: ${Object.keys(terms).join(", ")}`;
  if (images.length > 0) yield `whoever gets it needs the images ${images.join(", ")}, which are not in it`;
  yield `next: send it to a colleague, who runs npm run lab -- import ${file.split("/").at(-1)}`;
}

function* describeImport(into: string, own: boolean, { id, track, terms, images, notes }: ImportedLab): Iterable<string> {
  for (const note of notes) yield `note: ${note}`;
  yield `${join(into, id)} made, last in track ${track}`;
  if (terms.added.length > 0) yield `added to glossary.yaml: ${terms.added.join(", ")}`;
  if (terms.kept.length > 0) yield `glossary.yaml explains these in other words, which stay: ${terms.kept.join(", ")}`;
  if (terms.taken.length > 0)
    yield `not added to glossary.yaml, which has their names under other keys: ${terms.taken.join(", ")}`;
  if (images.length > 0) yield `it needs offline images: sudo npm run images -- ${images.join(" ")}`;
  const labs = own ? "" : ` --labs ${into}`;
  yield `next: npm run lab -- check ${id}${labs}`;
  yield `      sudo npm run lab -- test ${id}${labs}`;
  yield `      sudo npm run lab -- preview ${id}${labs}`;
}
