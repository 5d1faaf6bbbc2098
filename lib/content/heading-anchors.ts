import GithubSlugger, { slug } from "github-slugger";
import type { Heading, Root } from "mdast";
import { visit } from "unist-util-visit";
import { StepId } from "../contract/ids.ts";
import { wordsOf } from "./directive-label.ts";
import type { LabFiles } from "./lab-files.ts";
import { parseMarkdown } from "./parse-markdown.ts";

/** The headings of a text in reading order. */
export function headingsOf(body: Root): Heading[] {
  const headings: Heading[] = [];
  visit(body, "heading", (node) => void headings.push(node));
  return headings;
}

/**
 * The names under which the headings of a text can be linked, in reading order: the words as GitHub makes them, each name once on its page.
 * A translation has those of the original, so that one link holds in every language.
 * @param above names that the same page has already
 */
export function anchorsOf(body: Root, above: readonly string[] = []): string[] {
  const slugger = new GithubSlugger();
  for (const name of above) slugger.slug(name);
  // A heading of signs alone has no words.
  return headingsOf(body).map((heading) => slugger.slug(slug(wordsOf(heading).trim()) || "section"));
}

/** The names on the page of each step of a lab: its own, and above the first step's those of the introduction. */
export function pageAnchors(files: LabFiles["files"]): Map<string, string[]> {
  const bodyOf = (path: string) => parseMarkdown(files.get(path)?.text ?? "").body;
  const folders = [...files.keys()]
    .flatMap((path) => path.split("/").slice(0, -1))
    .filter((name) => StepId.safeParse(name).success);
  const steps = [...new Set(folders)].sort();
  const intro = anchorsOf(bodyOf("lab.md"));
  return new Map(
    steps.map((step, index) => {
      const above = index === 0 ? intro : [];
      return [step, [...above, ...anchorsOf(bodyOf(`${step}/step.md`), above)]];
    }),
  );
}
