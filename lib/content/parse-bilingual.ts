import type { Root } from "hast";
import type { z } from "zod";
import { LOCALES, type Locale, type Localized } from "../contract/ids.ts";
import { TranslationFrontMatter } from "../contract/lab.ts";
import { compareTranslation } from "./compare-translation.ts";
import type { LabFiles } from "./lab-files.ts";
import type { LabProblem } from "./lab-problem.ts";
import { parseFrontMatter } from "./parse-front-matter.ts";
import { type MarkdownFile, parseMarkdown } from "./parse-markdown.ts";
import { parseText } from "./parse-text.ts";
import { toHast } from "./to-hast.ts";

type Source<S extends z.ZodType> = {
  id: string;
  /** "" for the lab itself, else the step's folder with a slash. */
  folder: string;
  /** lab or step: lab.md, lab.zh-CN.md. */
  name: string;
  schema: S;
  /** Front matter keys that a translation carries. */
  translated: ("title" | "summary")[];
};

export type BilingualText = {
  title: Localized | null;
  summary: Localized | null;
  body: Record<Locale, Root>;
  problems: LabProblem[];
};

export type Bilingual<T> = {
  frontMatter: T | null;
  lineOf: (path: PropertyKey[]) => number;
  problems: LabProblem[];
  /** The text, once the lab's terminals are known. */
  read: (terminals: string[]) => BilingualText;
};

/** Reads NAME.md and its translations: front matter first, the text when asked. */
export function parseBilingual<S extends z.ZodType>(files: LabFiles["files"], source: Source<S>): Bilingual<z.output<S>> {
  const problems: LabProblem[] = [];
  const originalPath = pathOf(source, "en");
  const original = files.get(originalPath);
  if (original === undefined) {
    const missing = {
      file: `${source.id}/${originalPath}`,
      line: 1,
      message: `${source.name}.md is missing: add it with a title.`,
    };
    return { frontMatter: null, lineOf: () => 1, problems: [missing], read: emptyText };
  }
  const markdown = parseMarkdown(original.text);
  const file = `${source.id}/${originalPath}`;
  if (markdown.yaml === null) {
    problems.push({ file, line: 1, message: "there is no front matter: start the file with ---, title: ... and ---." });
  }
  const yaml = markdown.yaml ?? { text: "", firstLine: 1 };
  const front = parseFrontMatter(yaml.text, source.schema, file, yaml.firstLine);
  if (markdown.yaml !== null) problems.push(...front.problems);
  return {
    frontMatter: front.value,
    lineOf: front.lineOf,
    problems,
    read: (terminals) => readBilingual(files, source, markdown, front.value as Translated | null, terminals),
  };
}

type Translated = { title?: string; summary?: string };

function readBilingual(
  files: LabFiles["files"],
  source: Source<z.ZodType>,
  markdown: MarkdownFile,
  front: Translated | null,
  terminals: string[],
): BilingualText {
  const file = `${source.id}/${pathOf(source, "en")}`;
  const original = parseText(markdown.body, file, terminals);
  const result = emptyText();
  result.problems.push(...original.problems);
  result.body.en = toHast(markdown.body, terminals);
  if (front?.title) result.title = { en: front.title };
  if (front?.summary) result.summary = { en: front.summary };

  for (const locale of LOCALES.filter((each) => each !== "en")) {
    const translationFile = `${source.id}/${pathOf(source, locale)}`;
    const found = files.get(pathOf(source, locale));
    if (found === undefined) {
      const message = `the translation is missing: add ${source.name}.${locale}.md with the same fences and directives as ${source.name}.md.`;
      result.problems.push({ file: translationFile, line: 1, message });
      continue;
    }
    const translation = parseMarkdown(found.text);
    const text = parseText(translation.body, translationFile, terminals);
    result.problems.push(...text.problems);
    result.problems.push(
      ...compareTranslation({ file, outline: original.outline }, { file: translationFile, outline: text.outline }),
    );
    result.body[locale] = toHast(translation.body, terminals);
    const yaml = translation.yaml ?? { text: "", firstLine: 1 };
    const words = parseFrontMatter(yaml.text, TranslationFrontMatter, translationFile, yaml.firstLine);
    result.problems.push(...words.problems);
    if (words.value === null) continue;
    for (const key of source.translated) {
      const value = words.value[key];
      const target = result[key];
      if (!value)
        result.problems.push({ file: translationFile, line: 1, message: `${key} is missing: add "${key}:" in ${locale}.` });
      else if (target !== null) target[locale] = value;
    }
  }
  return result;
}

const pathOf = (source: { folder: string; name: string }, locale: Locale) =>
  `${source.folder}${source.name}${locale === "en" ? "" : `.${locale}`}.md`;

const emptyText = (): BilingualText => ({
  title: null,
  summary: null,
  body: { en: { type: "root", children: [] }, "zh-CN": { type: "root", children: [] } },
  problems: [],
});
