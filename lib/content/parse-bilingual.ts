import type { Root } from "hast";
import type { z } from "zod";
import { LOCALES, type Locale, type Localized } from "../contract/ids.ts";
import { TranslationFrontMatter } from "../contract/lab.ts";
import { checkPlaces, checkTitles, comparePlaces } from "./check-vars.ts";
import { compareTranslation } from "./compare-translation.ts";
import { anchorsOf } from "./heading-anchors.ts";
import type { LabFiles } from "./lab-files.ts";
import type { LabProblem } from "./lab-problem.ts";
import { parseFrontMatter } from "./parse-front-matter.ts";
import type { Glossary } from "./parse-glossary.ts";
import { type MarkdownFile, parseMarkdown } from "./parse-markdown.ts";
import type { Terms } from "./parse-term.ts";
import { parseText, type TextFrame } from "./parse-text.ts";
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
  /** What the same page has further down must know of it. */
  said: Said;
  problems: LabProblem[];
};

/** What a text has said on its page. */
export type Said = {
  /** Terms of the glossary that were explained. */
  explained: Record<Locale, ReadonlySet<string>>;
  /** Names of headings, the same in every language. */
  anchors: readonly string[];
};

export type Bilingual<T> = {
  frontMatter: T | null;
  lineOf: (path: PropertyKey[]) => number;
  problems: LabProblem[];
  /** The text, once the lab's terminals and values are known; `above` was said already on the same page. */
  read: (frame: TextFrame, glossary: Glossary, above?: Said) => BilingualText;
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
      message: `${source.name}.md is missing`,
      cure: "add it with a title",
    };
    return { frontMatter: null, lineOf: () => 1, problems: [missing], read: emptyText };
  }
  const markdown = parseMarkdown(original.text);
  const file = `${source.id}/${originalPath}`;
  if (markdown.yaml === null) {
    problems.push({ file, line: 1, message: "there is no front matter", cure: "start the file with ---, title: ... and ---" });
  }
  const yaml = markdown.yaml ?? { text: "", firstLine: 1 };
  const front = parseFrontMatter(yaml.text, source.schema, file, yaml.firstLine);
  if (markdown.yaml !== null) problems.push(...front.problems);
  return {
    frontMatter: front.value,
    lineOf: front.lineOf,
    problems,
    read: (frame, glossary, above) => {
      const text = readBilingual(files, source, markdown, front.value as Translated | null, frame, glossary, above);
      text.problems.push(...checkPlaces(original.text, file, frame.vars));
      text.problems.push(...checkTitles(front.value ?? {}, file, front.lineOf, frame.vars));
      return text;
    },
  };
}

type Translated = { title?: string; summary?: string };

function readBilingual(
  files: LabFiles["files"],
  source: Source<z.ZodType>,
  markdown: MarkdownFile,
  front: Translated | null,
  frame: TextFrame,
  glossary: Glossary,
  above?: Said,
): BilingualText {
  const file = `${source.id}/${pathOf(source, "en")}`;
  const result = emptyText();
  const termsIn = (locale: Locale): Terms => {
    const explained = new Set(above?.explained[locale]);
    result.said.explained[locale] = explained;
    return { glossary, locale, explained };
  };
  const english = termsIn("en");
  const original = parseText(markdown.body, file, frame, english);
  result.problems.push(...original.problems);
  const pictures = { lab: source.id, images: frame.images ?? new Map() };
  const anchors = anchorsOf(markdown.body, above?.anchors);
  result.said.anchors = anchors;
  result.body.en = toHast(markdown.body, frame.terminals, english, anchors, pictures);
  if (front?.title) result.title = { en: front.title };
  if (front?.summary) result.summary = { en: front.summary };

  for (const locale of LOCALES.filter((each) => each !== "en")) {
    const translationFile = `${source.id}/${pathOf(source, locale)}`;
    const found = files.get(pathOf(source, locale));
    if (found === undefined) {
      const cure = `add ${source.name}.${locale}.md with the same fences and directives as ${source.name}.md`;
      result.problems.push({ file: translationFile, line: 1, message: "the translation is missing", cure });
      continue;
    }
    const translation = parseMarkdown(found.text);
    const terms = termsIn(locale);
    const text = parseText(translation.body, translationFile, frame, terms);
    result.problems.push(...text.problems);
    result.problems.push(...compareTranslation({ file, ...original }, { file: translationFile, ...text }));
    const translated = { file: translationFile, text: translation.bodyText, line: 1 };
    result.problems.push(...comparePlaces({ file, text: markdown.bodyText }, translated, frame.vars));
    result.problems.push(...checkPlaces(found.text, translationFile, frame.vars));
    result.body[locale] = toHast(translation.body, frame.terminals, terms, anchors, pictures);
    const yaml = translation.yaml ?? { text: "", firstLine: 1 };
    const words = parseFrontMatter(yaml.text, TranslationFrontMatter, translationFile, yaml.firstLine);
    result.problems.push(...words.problems);
    if (words.value === null) continue;
    result.problems.push(...checkTitles(words.value, translationFile, words.lineOf, frame.vars));
    for (const key of source.translated) {
      const value = words.value[key];
      const target = result[key];
      if (!value)
        result.problems.push({
          file: translationFile,
          line: 1,
          message: `${key} is missing`,
          cure: `add "${key}:" in ${locale}`,
        });
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
  said: { explained: { en: new Set(), "zh-CN": new Set() }, anchors: [] },
  problems: [],
});
