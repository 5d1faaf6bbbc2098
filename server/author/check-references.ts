import { visit } from "unist-util-visit";
import { parse } from "yaml";
import { anchorsOf } from "../../lib/content/heading-anchors.ts";
import type { LabFiles } from "../../lib/content/lab-files.ts";
import type { Complaint, LabProblem } from "../../lib/content/lab-problem.ts";
import { parseFrontMatter } from "../../lib/content/parse-front-matter.ts";
import { parseMarkdown } from "../../lib/content/parse-markdown.ts";
import { PAGE_IDS } from "../../lib/content/reference-page.ts";
import { REFERENCE_FOLDER } from "../../lib/contract/ids.ts";
import { ReferenceFrontMatter } from "../../lib/contract/reference.ts";

export type Known = {
  /** The steps of each lab, and the names of the headings on the page of each. */
  steps: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;
  /** Everything that may stand under requires:. */
  features: readonly string[];
  /** NAME:TAG of every image that sandboxes can pull, with what a lab that uses it requires. */
  carried: ReadonlyMap<string, string>;
  /** The anchors of each reference page. */
  anchors: ReadonlyMap<string, readonly string[]>;
  /** Keys of the glossary. */
  terms: readonly string[];
};

/** Where a link stands: in a step of a lab, or in a reference page. */
type Place = { lab: string; step: string } | { page: string };

/** What one lab says of things that lie elsewhere: links to labs, steps and reference pages, and what it requires. */
export function checkReferences({ id, files }: LabFiles, known: Known): LabProblem[] {
  const problems: LabProblem[] = [];
  for (const [path, { text }] of files) {
    if (!path.endsWith(".md")) continue;
    // The introduction stands on the page of the first step.
    const step = path.includes("/") ? path.split("/")[0]! : ([...(known.steps.get(id)?.keys() ?? [])][0] ?? "");
    problems.push(...checkLinks(text, `${id}/${path}`, { lab: id, step }, known));
  }
  const front = parseMarkdown(files.get("lab.md")?.text ?? "").yaml;
  if (front === null) return problems;
  const { required, images } = namedIn(front.text);
  for (const [index, line] of front.text.split("\n").entries()) {
    for (const image of images) {
      const found = line.includes(image) ? checkImage(image, required, known) : null;
      if (found !== null && !/^\s*requires:/.test(line))
        problems.push({ file: `${id}/lab.md`, line: front.firstLine + index, ...found });
    }
    for (const name of required) {
      if (known.features.includes(name) || !line.includes(name)) continue;
      const message = `nothing that can be required is called "${name}"`;
      const cure = `use one of ${known.features.join(", ")}`;
      problems.push({ file: `${id}/lab.md`, line: front.firstLine + index, message, cure });
    }
  }
  return problems;
}

/** What one file of a reference page says of things that lie elsewhere: links, and the labs in its front matter. */
export function checkPageReferences(path: string, text: string, known: Known): LabProblem[] {
  const file = `${REFERENCE_FOLDER}/${path}`;
  const problems = checkLinks(text, file, { page: path.slice(0, path.indexOf(".")) }, known);
  const { yaml } = parseMarkdown(text);
  if (yaml === null) return problems;
  const front = parseFrontMatter(yaml.text, ReferenceFrontMatter, file, yaml.firstLine);
  for (const [index, lab] of (front.value?.labs ?? []).entries()) {
    if (known.steps.has(lab)) continue;
    const cure = "name one that npm run lab -- list shows";
    problems.push({ file, line: front.lineOf(["labs", index]), message: `there is no lab ${lab}`, cure });
  }
  return problems;
}

/** The anchors of a reference page, as its original has them. */
export const anchorsIn = (text: string): string[] => anchorsOf(parseMarkdown(text).body, PAGE_IDS);

function checkLinks(text: string, file: string, place: Place, known: Known): LabProblem[] {
  const problems: LabProblem[] = [];
  visit(parseMarkdown(text).body, (node) => {
    if (node.type !== "link" && node.type !== "definition") return;
    const wrong = checkLink(node.url, place, known);
    if (wrong !== null) problems.push({ file, line: node.position?.start.line ?? 1, ...wrong });
  });
  return problems;
}

/** Only what it names; whatever else is wrong with the YAML is told elsewhere. */
function namedIn(yaml: string): { required: string[]; images: string[] } {
  const names = (list: unknown) => (Array.isArray(list) ? list.filter((name) => typeof name === "string") : []);
  try {
    const sandbox = (parse(yaml) as { sandbox?: { requires?: unknown; images?: unknown } } | null)?.sandbox;
    return { required: names(sandbox?.requires), images: names(sandbox?.images) };
  } catch {
    return { required: [], images: [] };
  }
}

/** An image that the sandbox is to have from the start. */
function checkImage(image: string, required: readonly string[], { carried }: Known): Complaint | null {
  const needs = carried.get(image.includes(":") ? image : `${image}:latest`);
  if (needs === undefined)
    return {
      message: `sandbox.images: there is no offline image ${image}`,
      cure: `use one of ${[...carried.keys()].join(", ")}`,
    };
  if (required.includes(needs)) return null;
  return { message: `sandbox.images: ${image} is there only where ${needs} is`, cure: `add "${needs}" to requires` };
}

/** Links to another page of ours, or a place in this one; those with a scheme are not ours to know. */
function checkLink(url: string, place: Place, known: Known): Complaint | null {
  if (/^[a-z][a-z0-9+.-]*:/i.test(url) || url.startsWith("//")) return null;
  if (url.startsWith("#")) {
    const there = "page" in place ? known.anchors.get(place.page) : known.steps.get(place.lab)?.get(place.step);
    return checkAnchor(url, there ?? [], url, "this page");
  }
  const cure = "write /lab/ID, /lab/ID?step=02-name, /reference/NAME, or an address that begins with https://";
  if (!url.startsWith("/")) return { message: `${url} is no address that the page could open`, cure };
  if (url.startsWith("/reference")) return checkPageLink(url, known);
  const term = /^\/glossary#(.*)$/.exec(url)?.[1];
  if (term !== undefined && !known.terms.includes(decode(term))) {
    const write = "write a key of labs/glossary.yaml behind the #";
    return { message: `${url} leads to a word that the glossary has not`, cure: write };
  }
  const match = /^\/lab\/([^/?#]+)(?:\?step=([^&#]*))?(#.*)?$/.exec(url);
  // Other pages of the product are no lab's.
  if (!match) return url.startsWith("/lab") ? { message: `${url} is no address of a lab`, cure } : null;
  const [, id, step, anchor] = match;
  const there = known.steps.get(id!);
  if (there === undefined)
    return { message: `${url} leads to a lab that is not there`, cure: "name one that npm run lab -- list shows" };
  if (step === undefined)
    return anchor === undefined
      ? null
      : { message: `${url} says no step, and a lab opens where its reader was`, cure: `write /lab/${id}?step=02-name${anchor}` };
  const anchors = there.get(step);
  if (anchors === undefined)
    return { message: `${url} leads to a step that is not there`, cure: `name one of ${[...there.keys()].join(", ")}` };
  return anchor === undefined ? null : checkAnchor(anchor, anchors, url, "that step");
}

function checkPageLink(url: string, { anchors }: Known): Complaint | null {
  const match = /^\/reference(?:\/([^/?#]+)(#.*)?)?$/.exec(url);
  if (!match)
    return { message: `${url} is no address of a reference page`, cure: "write /reference/NAME or /reference/NAME#anchor" };
  const [, name, anchor] = match;
  if (name === undefined) return null;
  const there = anchors.get(name);
  if (there === undefined) {
    const names = [...anchors.keys()].join(", ");
    return {
      message: `${url} leads to a reference page that is not there`,
      cure: names ? `name one of ${names}` : "add the page",
    };
  }
  return anchor === undefined ? null : checkAnchor(anchor, there, url, "that page");
}

/** A place is a heading of the page, by its name in the English text. */
function checkAnchor(anchor: string, there: readonly string[], url: string, where: string): Complaint | null {
  if (there.includes(decode(anchor.slice(1)))) return null;
  const cure =
    there.length === 0 ? "put a heading there (## Words), or say in words where it is" : `use one of #${there.join(", #")}`;
  return { message: `${url} leads to no heading of ${where}`, cure };
}

/** Markdown encodes what is not ASCII. As it was written where it is no encoding of anything. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
