import { visit } from "unist-util-visit";
import { parse } from "yaml";
import type { LabFiles } from "../../lib/content/lab-files.ts";
import type { Complaint, LabProblem } from "../../lib/content/lab-problem.ts";
import { parseMarkdown } from "../../lib/content/parse-markdown.ts";

type Place = { lab: string; step: string };

export type Known = {
  /** The steps of each lab, and the names of the headings on the page of each. */
  steps: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;
  /** Everything that may stand under requires:. */
  features: readonly string[];
};

/** What one lab says of things that lie elsewhere: links to labs and steps, and what it requires. */
export function checkReferences({ id, files }: LabFiles, known: Known): LabProblem[] {
  const problems: LabProblem[] = [];
  for (const [path, { text }] of files) {
    if (!path.endsWith(".md")) continue;
    const { body } = parseMarkdown(text);
    // The introduction stands on the page of the first step.
    const step = path.includes("/") ? path.split("/")[0]! : ([...(known.steps.get(id)?.keys() ?? [])][0] ?? "");
    visit(body, (node) => {
      if (node.type !== "link" && node.type !== "definition") return;
      const wrong = checkLink(node.url, { lab: id, step }, known);
      if (wrong !== null) problems.push({ file: `${id}/${path}`, line: node.position?.start.line ?? 1, ...wrong });
    });
  }
  const front = parseMarkdown(files.get("lab.md")?.text ?? "").yaml;
  if (front === null) return problems;
  const required = requiresIn(front.text);
  for (const [index, line] of front.text.split("\n").entries()) {
    for (const name of required) {
      if (known.features.includes(name) || !line.includes(name)) continue;
      const message = `nothing that can be required is called "${name}"`;
      const cure = `use one of ${known.features.join(", ")}`;
      problems.push({ file: `${id}/lab.md`, line: front.firstLine + index, message, cure });
    }
  }
  return problems;
}

/** Only what it names; whatever else is wrong with the YAML is told elsewhere. */
function requiresIn(yaml: string): string[] {
  try {
    const requires: unknown = (parse(yaml) as { sandbox?: { requires?: unknown } } | null)?.sandbox?.requires;
    return Array.isArray(requires) ? requires.filter((name) => typeof name === "string") : [];
  } catch {
    return [];
  }
}

/** Links that leave the lab for another page of ours; those with a scheme are not ours to know. */
function checkLink(url: string, place: Place, { steps }: Known): Complaint | null {
  if (/^[a-z][a-z0-9+.-]*:/i.test(url) || url.startsWith("//")) return null;
  const cure = "write /lab/ID, /lab/ID?step=02-name, or an address that begins with https://";
  if (url.startsWith("#")) return checkAnchor(url, steps.get(place.lab)?.get(place.step) ?? []);
  if (!url.startsWith("/")) return { message: `${url} is no address that the page could open`, cure };
  const match = /^\/lab\/([^/?#]+)(?:\?step=([^&#]*))?(#.*)?$/.exec(url);
  // Other pages of the product are no lab's.
  if (!match) return url.startsWith("/lab") ? { message: `${url} is no address of a lab`, cure } : null;
  const [, id, step, anchor] = match;
  const there = steps.get(id!);
  if (there === undefined)
    return { message: `${url} leads to a lab that is not there`, cure: "name one that npm run lab -- list shows" };
  if (step === undefined)
    return anchor === undefined
      ? null
      : { message: `${url} says no step, and a lab opens where its reader was`, cure: `write /lab/${id}?step=02-name${anchor}` };
  const anchors = there.get(step);
  if (anchors === undefined)
    return { message: `${url} leads to a step that is not there`, cure: `name one of ${[...there.keys()].join(", ")}` };
  return anchor === undefined ? null : checkAnchor(anchor, anchors, url);
}

/** A place is a heading of the page, by its name in the English text. */
function checkAnchor(anchor: string, there: readonly string[], url = anchor): Complaint | null {
  if (there.includes(decode(anchor.slice(1)))) return null;
  const cure =
    there.length === 0 ? "put a heading there (## Words), or say in words where it is" : `use one of #${there.join(", #")}`;
  return { message: `${url} leads to no heading of ${url === anchor ? "this page" : "that step"}`, cure };
}

/** Markdown encodes what is not ASCII. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
