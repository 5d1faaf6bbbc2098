import { GlossaryFile } from "../contract/glossary.ts";
import { LOCALES, type Locale, type Localized } from "../contract/ids.ts";
import { byPlace, type LabProblem } from "./lab-problem.ts";
import { parseFrontMatter } from "./parse-front-matter.ts";

export const GLOSSARY_FILE = "glossary.yaml";

/** More is no tooltip but a text: it belongs into a lesson. */
const MAX_MEANS = 320;

export type GlossaryTerm = { id: string; term: Localized; means: Localized };
/** By id. */
export type Glossary = ReadonlyMap<string, GlossaryTerm>;
export const NO_GLOSSARY: Glossary = new Map();

/** The terms, and what is wrong with the file; a file that does not parse has none. */
export function parseGlossary(text: string): { glossary: Glossary; problems: LabProblem[] } {
  const file = GLOSSARY_FILE;
  const { value, problems, lineOf } = parseFrontMatter(text, GlossaryFile, file, 1);
  const glossary = new Map(Object.entries(value?.terms ?? {}).map(([id, entry]) => [id, { id, ...entry }]));
  const names = new Map<string, string>();
  for (const [id, entry] of glossary) {
    const wrong = (key: "term" | "means", message: string, cure: string) =>
      problems.push({ file, line: lineOf(["terms", id, key]), message, cure });
    for (const key of ["term", "means"] as const) {
      for (const locale of LOCALES.filter((each) => !entry[key][each]?.trim())) {
        wrong(key, `${id}: ${key} has no text in ${locale}`, `add ${locale}: there`);
      }
    }
    for (const locale of LOCALES) {
      const name = plain(entry.term[locale] ?? "");
      const other = names.get(name);
      if (name !== "" && other !== undefined && other !== id) {
        wrong("term", `"${entry.term[locale]}" is also the name of ${other}`, "give one of the two another name");
      }
      names.set(name, id);
      if ((entry.means[locale] ?? "").length > MAX_MEANS) {
        wrong(
          "means",
          `${id}: the explanation in ${locale} is longer than ${MAX_MEANS} characters`,
          "say it in one or two sentences",
        );
      }
    }
  }
  return { glossary, problems: problems.sort(byPlace) };
}

/** The term of this key, or of this name in the language of the text; undefined: there is none. */
export function findTerm(glossary: Glossary, name: string, locale: Locale): GlossaryTerm | undefined {
  const wanted = plain(name);
  return glossary.get(wanted) ?? [...glossary.values()].find(({ term }) => plain(term[locale] ?? term.en) === wanted);
}

const plain = (name: string): string => name.normalize("NFKC").trim().replace(/\s+/g, " ").toLowerCase();
