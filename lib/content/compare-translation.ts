import type { LabProblem } from "./lab-problem.ts";
import type { OutlineItem } from "./parse-text.ts";

/**
 * A translation must have the fences and directives of the original, in its order, with the same commands.
 * Reports the first difference only: all later ones follow from it.
 */
export function compareTranslation(
  original: { file: string; outline: OutlineItem[] },
  translation: { file: string; outline: OutlineItem[] },
): LabProblem[] {
  const file = translation.file;
  const lastLine = translation.outline.at(-1)?.line ?? 1;
  for (const [index, item] of original.outline.entries()) {
    const twin = translation.outline[index];
    const from = `${original.file}:${item.line}`;
    if (twin === undefined) {
      return [{ file, line: lastLine, message: `the translation lacks ${item.name} (${from}): add it here or below.` }];
    }
    if (twin.same === item.same) continue;
    if (twin.name === item.name) {
      const what = item.name.startsWith("```") ? "commands" : "attributes or choices";
      return [{ file, line: twin.line, message: `${item.name} has other ${what} than the original (${from}): make them equal.` }];
    }
    return [
      {
        file,
        line: twin.line,
        message: `the translation has ${twin.name} where the original has ${item.name} (${from}): put ${item.name} here.`,
      },
    ];
  }
  const extra = translation.outline[original.outline.length];
  if (extra === undefined) return [];
  return [
    { file, line: extra.line, message: `the original (${original.file}) has no ${extra.name} here: remove it or add it there.` },
  ];
}
