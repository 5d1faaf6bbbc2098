import { visit } from "unist-util-visit";
import { parse } from "yaml";
import type { LabFiles } from "../../lib/content/lab-files.ts";
import type { Complaint, LabProblem } from "../../lib/content/lab-problem.ts";
import { parseMarkdown } from "../../lib/content/parse-markdown.ts";

export type Known = {
  /** The steps of each lab. */
  steps: ReadonlyMap<string, readonly string[]>;
  /** Everything that may stand under requires:. */
  features: readonly string[];
};

/** What one lab says of things that lie elsewhere: links to labs and steps, and what it requires. */
export function checkReferences({ id, files }: LabFiles, known: Known): LabProblem[] {
  const problems: LabProblem[] = [];
  for (const [path, { text }] of files) {
    if (!path.endsWith(".md")) continue;
    const { body } = parseMarkdown(text);
    visit(body, (node) => {
      if (node.type !== "link" && node.type !== "definition") return;
      const wrong = checkLink(node.url, id, known);
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
function checkLink(url: string, lab: string, { steps }: Known): Complaint | null {
  if (/^[a-z][a-z0-9+.-]*:/i.test(url) || url.startsWith("//")) return null;
  const cure = "write /lab/ID, /lab/ID?step=02-name, or an address that begins with https://";
  if (url.startsWith("#"))
    return {
      message: `${url} leads nowhere, a text has no such places`,
      cure: `say in words where it is, or link a step: /lab/${lab}?step=...`,
    };
  if (!url.startsWith("/")) return { message: `${url} is no address that the page could open`, cure };
  const match = /^\/lab\/([^/?#]+)(?:\?step=([^&#]*))?$/.exec(url);
  // Other pages of the product are no lab's.
  if (!match) return url.startsWith("/lab") ? { message: `${url} is no address of a lab`, cure } : null;
  const [, id, step] = match;
  const there = steps.get(id!);
  if (there === undefined)
    return { message: `${url} leads to a lab that is not there`, cure: "name one that npm run lab -- list shows" };
  if (step === undefined || there.includes(step)) return null;
  return { message: `${url} leads to a step that is not there`, cure: `name one of ${there.join(", ")}` };
}
