import { relative } from "node:path";
import { createLabLibrary } from "../../lib/content/lab-library.ts";
import { howChecked } from "../../lib/content/to-lesson-view.ts";
import { LOCALES } from "../../lib/contract/ids.ts";
import { readLabsWithin } from "./labs-within.ts";

/** Tracks, labs and steps as lines of text; labs with errors are named as such. */
export async function describeLabs(labsDir: string): Promise<string[]> {
  const lines: string[] = [];
  for (const { dir } of await readLabsWithin(labsDir)) {
    if (dir !== labsDir) lines.push(`for authors, in ${relative(labsDir, dir)}/:`);
    lines.push(...(await describeFolder(dir)));
  }
  return lines;
}

async function describeFolder(labsDir: string): Promise<string[]> {
  const library = createLabLibrary(labsDir);
  const lines: string[] = [];
  for (const track of await library.tracks("en")) {
    lines.push(`${track.id}: ${track.title}`);
    for (const card of track.labs) {
      const lab = (await library.lab(card.id))!;
      const needs = lab.requires.length > 0 ? `, requires ${lab.requires.join(", ")}` : "";
      lines.push(
        `  ${card.id}  ${LOCALES.map((locale) => lab.title[locale]).join(" / ")}  (${card.level}, ${card.minutes} min${needs})`,
      );
      for (const step of lab.steps) lines.push(`    ${step.id}  ${step.title.en}  [${howChecked(step)}]`);
    }
  }
  const broken = [...new Set((await library.problems()).map((problem) => problem.file.split("/")[0]!))];
  for (const id of broken) lines.push(`with errors: ${id} (npm run lab -- check)`);
  return lines;
}
