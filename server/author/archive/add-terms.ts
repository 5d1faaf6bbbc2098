import { isDeepStrictEqual } from "node:util";
import { stringify } from "yaml";
import { GLOSSARY_FILE, type GlossaryTerm, parseGlossary } from "../../../lib/content/parse-glossary.ts";
import { LOCALES } from "../../../lib/contract/ids.ts";
import { appendToYaml } from "../append-to-yaml.ts";
import type { Manifest } from "./manifest.ts";
import { refusal } from "./refusal.ts";

export type AddedTerms = {
  /** glossary.yaml; the rest of it is as its authors wrote it. */
  text: string;
  /** Keys that are new. */
  added: string[];
  /** Keys that are there with other words, which stay. */
  kept: string[];
  /** Keys that are not there, and whose name another one has. */
  taken: string[];
};

/**
 * The glossary with the words that it lacks.
 * @param text "" where there is none
 * @throws Error with a sentence where the file cannot be read
 */
export function addTerms(text: string, terms: Manifest["terms"]): AddedTerms {
  const { glossary } = parseGlossary(text === "" ? "terms: {}\n" : text);
  const result: AddedTerms = { text, added: [], kept: [], taken: [] };
  const names = new Set([...glossary.values()].flatMap(namesOf));
  for (const [id, entry] of Object.entries(terms)) {
    const there = glossary.get(id);
    if (there !== undefined) {
      if (!isDeepStrictEqual([there.term, there.means], [entry.term, entry.means])) result.kept.push(id);
      continue;
    }
    const own = namesOf({ id, ...entry });
    if (own.some((name) => names.has(name))) {
      result.taken.push(id);
      continue;
    }
    for (const name of own) names.add(name);
    result.added.push(id);
  }
  if (result.added.length === 0) return result;
  const lacking = Object.fromEntries(result.added.map((id) => [id, terms[id]!]));
  const after = text === "" ? stringify({ terms: lacking }, { lineWidth: 0 }) : appendToYaml(text, "terms", lacking);
  if (after === null) throw refusal(`${GLOSSARY_FILE} has no terms that can be read`, "npm run lab -- check says why");
  return { ...result, text: after };
}

const namesOf = ({ term }: GlossaryTerm): string[] =>
  LOCALES.flatMap((locale) => term[locale]?.normalize("NFKC").trim().replace(/\s+/g, " ").toLowerCase() ?? []);
