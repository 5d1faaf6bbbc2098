import { createLabLibrary } from "../../lib/content/lab-library.ts";
import { howChecked } from "../../lib/content/to-lesson-view.ts";
import { LOCALES } from "../../lib/contract/ids.ts";

const HEAD = `# The labs

Written by \`npm run lab -- list --markdown > labs/LABS.md\`. live: the step is decided by kernel state alone, at once; script: by a \`check.sh\`; both: by
the two together; read: by nobody. Needs: what the host's kernel must have, and which offline images.
`;
const COLUMNS = ["id", "title", "track", "minutes", "steps", "live", "script", "both", "read", "languages", "needs"];
const NUMBERS = ["minutes", "steps", "live", "script", "both", "read"];

/** All labs of a folder that have no errors, as a page of markdown with a table in the curriculum's order. */
export async function toLabTable(labsDir: string): Promise<string> {
  const library = createLabLibrary(labsDir);
  const rows: string[][] = [];
  for (const track of await library.tracks("en")) {
    for (const card of track.labs) {
      const { id, title, steps, requires } = (await library.lab(card.id))!;
      const checked = (how: ReturnType<typeof howChecked>) => steps.filter((step) => howChecked(step) === how).length;
      const counts = [card.minutes, steps.length, checked("live"), checked("script"), checked("both"), checked("none")];
      const languages = LOCALES.filter((locale) => title[locale] !== undefined);
      rows.push([
        `[${id}](${id})`,
        title.en,
        track.id,
        ...counts.map(String),
        languages.join(", "),
        requires.join(", ") || "nothing",
      ]);
    }
  }
  const line = (cells: string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  const sum = (column: string) => rows.reduce((all, row) => all + Number(row[COLUMNS.indexOf(column)]), 0);
  const total = `${rows.length} labs, ${sum("steps")} steps, ${Math.round(sum("minutes") / 60)} hours.`;
  const rule = line(COLUMNS.map((column) => (NUMBERS.includes(column) ? "--:" : "---")));
  return `${HEAD}\n${total}\n\n${[line(COLUMNS), rule, ...rows.map(line)].join("\n")}\n`;
}
