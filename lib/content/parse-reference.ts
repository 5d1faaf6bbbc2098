import { LOCALES, type Locale, type Localized, REFERENCE_FOLDER } from "../contract/ids.ts";
import { PageName, ReferenceFrontMatter } from "../contract/reference.ts";
import { anchorHeadings } from "./anchor-headings.ts";
import { checkPageText, compareHeadings, type PageHeading } from "./check-page-text.ts";
import { anchorsOf } from "./heading-anchors.ts";
import type { LabFiles } from "./lab-files.ts";
import { byPlace, type LabProblem } from "./lab-problem.ts";
import { parseBilingual } from "./parse-bilingual.ts";
import type { Glossary } from "./parse-glossary.ts";
import { parseMarkdown } from "./parse-markdown.ts";
import { PAGE_IDS, type ReferencePage } from "./reference-page.ts";

/** Either the page or what is wrong with it; never both. */
export type ParsedPage =
  | { name: string; page: ReferencePage; problems: [] }
  | { name: string; page: null; problems: LabProblem[] };

const LANGUAGES = LOCALES.filter((locale) => locale !== "en");
const NAME = new RegExp(`^(.+?)(?:\\.(?:${LANGUAGES.join("|")}))?\\.md$`);
const pathOf = (name: string, locale: Locale) => `${name}${locale === "en" ? "" : `.${locale}`}.md`;

/** All pages of a folder reference/, by the names of their files, and what else is wrong in it. */
export function parseReference(files: LabFiles["files"], glossary: Glossary): { pages: ParsedPage[]; problems: LabProblem[] } {
  const problems: LabProblem[] = [];
  const names = new Set<string>();
  for (const path of files.keys()) {
    const name = NAME.exec(path)?.[1];
    if (name !== undefined && PageName.safeParse(name).success) {
      names.add(name);
      continue;
    }
    const message = path.includes("/") ? "a reference page does not lie in a folder" : `"${path}" is no name of a page`;
    const cure = `name it NAME.md, and the translation NAME.${LANGUAGES[0]}.md, of lowercase letters, digits and dashes; or remove it`;
    problems.push({ file: `${REFERENCE_FOLDER}/${path}`, line: 1, message, cure });
  }
  return { pages: [...names].sort().map((name) => parsePage(name, files, glossary)), problems };
}

function parsePage(name: string, files: LabFiles["files"], glossary: Glossary): ParsedPage {
  const text = parseBilingual(files, {
    ...{ id: REFERENCE_FOLDER, folder: "", name },
    schema: ReferenceFrontMatter,
    translated: ["title", "summary"],
  });
  const problems: LabProblem[] = [...text.problems];
  const read = text.read({ terminals: [], vars: {} }, glossary);
  const headings: Partial<Record<Locale, { file: string; headings: PageHeading[] }>> = {};
  for (const locale of LOCALES) {
    const source = files.get(pathOf(name, locale))?.text;
    if (source === undefined) continue;
    const file = `${REFERENCE_FOLDER}/${pathOf(name, locale)}`;
    const checked = checkPageText(parseMarkdown(source).body, file);
    problems.push(...checked.problems);
    headings[locale] = { file, headings: checked.headings };
  }
  for (const locale of LANGUAGES) {
    if (headings.en && headings[locale]) problems.push(...compareHeadings(headings.en, headings[locale]));
  }
  // What was refused here is refused there as well: one sentence for one thing.
  const told = new Set(problems.map(({ file, line }) => `${file}:${line}`));
  problems.push(...read.problems.filter(({ file, line }) => line === 1 || !told.has(`${file}:${line}`)));
  const front = text.frontMatter;
  if (problems.length > 0 || front === null || read.title === null || read.summary === null)
    return { name, page: null, problems: problems.sort(byPlace) };
  const original = headings.en?.headings ?? [];
  const anchors = anchorsOf(parseMarkdown(files.get(pathOf(name, "en"))?.text ?? "").body, PAGE_IDS);
  const page: ReferencePage = {
    name,
    title: read.title,
    summary: read.summary,
    order: front.order,
    labs: front.labs ?? [],
    body: { en: anchorHeadings(read.body.en, anchors), "zh-CN": anchorHeadings(read.body["zh-CN"], anchors) },
    headings: original.map(({ depth, title }, index) => {
      const words: Localized = { en: title };
      for (const locale of LANGUAGES) words[locale] = headings[locale]?.headings[index]?.title ?? title;
      return { anchor: anchors[index]!, depth, title: words };
    }),
  };
  return { name, page, problems: [] };
}
