import type { RootContent } from "mdast";
import type { TextDirective } from "mdast-util-directive";
import { EXIT, visit } from "unist-util-visit";
import type { Locale } from "../contract/ids.ts";
import { wordsOf } from "./directive-label.ts";
import type { Complaint } from "./lab-problem.ts";
import { findTerm, type Glossary, type GlossaryTerm } from "./parse-glossary.ts";

/** What a text knows of words: the glossary in its language, and which terms were explained above it on the page. */
export type Terms = { glossary: Glossary; locale: Locale; explained: Set<string> };

/** :term[namespace], or in other words :term[its own network]{of=namespace}; a bare :term is a word of the sentence. */
export const isTerm = (node: TextDirective): boolean => node.name === "term" && node.children.length > 0;

export const termWords = (node: TextDirective): string => node.children.map((child) => wordsOf(child)).join("");

export const termOf = (node: TextDirective, glossary: Glossary, locale: Locale): GlossaryTerm | undefined =>
  findTerm(glossary, node.attributes?.of ?? termWords(node), locale);

/** What is wrong with a term; null: nothing. */
export function checkTerm(node: TextDirective, glossary: Glossary, locale: Locale): Complaint | null {
  const strange = Object.keys(node.attributes ?? {}).find((key) => key !== "of");
  if (strange !== undefined) return { message: `:term knows no attribute "${strange}"`, cure: "remove it or use of" };
  if (termOf(node, glossary, locale) !== undefined) return null;
  const of = node.attributes?.of;
  const name = of ?? termWords(node);
  const other = of === undefined ? `, or name one that is there: :term[${name}]{of=KEY}` : " or correct its spelling";
  return { message: `the glossary has no term "${name}"`, cure: `add it to labs/glossary.yaml${other}` };
}

/** A term is something to press, so it cannot stand within something else to press. */
export function holdsTerm(nodes: readonly RootContent[]): boolean {
  let found = false;
  for (const node of nodes) {
    visit(node, "textDirective", () => {
      found = true;
      return EXIT;
    });
  }
  return found;
}
