import type { LabProblem } from "./lab-problem.ts";
import type { OutlineItem, TermUse } from "./parse-text.ts";

/**
 * A translation must have the fences and directives of the original, in its order, with the same commands.
 * Reports the first difference only: all later ones follow from it.
 */
export function compareTranslation(
  original: { file: string; outline: OutlineItem[]; terms: TermUse[] },
  translation: { file: string; outline: OutlineItem[]; terms: TermUse[] },
): LabProblem[] {
  return [...compareOutline(original, translation), ...compareTerms(original, translation)];
}

/** The same words are explained, in whatever order the sentences put them. */
function compareTerms(
  original: { file: string; terms: TermUse[] },
  { file, terms }: { file: string; terms: TermUse[] },
): LabProblem[] {
  const missing = original.terms.find(({ id }) => !terms.some((term) => term.id === id));
  if (missing !== undefined) {
    const message = `the translation does not explain "${missing.id}" (${original.file}:${missing.line})`;
    return [{ file, line: terms.at(-1)?.line ?? 1, message, cure: `write :term[...]{of=${missing.id}} here` }];
  }
  const extra = terms.find(({ id }) => !original.terms.some((term) => term.id === id));
  if (extra === undefined) return [];
  const message = `the original (${original.file}) does not explain "${extra.id}"`;
  return [{ file, line: extra.line, message, cure: "remove :term here or add it there" }];
}

function compareOutline(
  original: { file: string; outline: OutlineItem[] },
  translation: { file: string; outline: OutlineItem[] },
): LabProblem[] {
  const file = translation.file;
  const lastLine = translation.outline.at(-1)?.line ?? 1;
  for (const [index, item] of original.outline.entries()) {
    const twin = translation.outline[index];
    const from = `${original.file}:${item.line}`;
    if (twin === undefined) {
      return [{ file, line: lastLine, message: `the translation lacks ${item.name} (${from})`, cure: "add it here or below" }];
    }
    if (twin.same === item.same) continue;
    if (twin.name === item.name) {
      const what = item.name.startsWith("```") ? "commands" : "attributes, choices or feedback";
      return [
        { file, line: twin.line, message: `${item.name} has other ${what} than the original (${from})`, cure: "make them equal" },
      ];
    }
    return [
      {
        file,
        line: twin.line,
        message: `the translation has ${twin.name} where the original has ${item.name} (${from})`,
        cure: `put ${item.name} here`,
      },
    ];
  }
  const extra = translation.outline[original.outline.length];
  if (extra === undefined) return [];
  return [
    {
      file,
      line: extra.line,
      message: `the original (${original.file}) has no ${extra.name} here`,
      cure: "remove it or add it there",
    },
  ];
}
