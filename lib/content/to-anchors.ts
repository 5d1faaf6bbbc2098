import GithubSlugger from "github-slugger";
import type { Root } from "hast";
import { visit } from "unist-util-visit";

/** Ids that the page around the text has. */
const TAKEN = ["main", "contents", "met-in"];

/** The anchors of headings as GitHub makes them: lowercase, dashes for spaces, a number behind the second of the same name. */
export function toAnchors(headings: readonly string[]): string[] {
  const slugger = new GithubSlugger();
  for (const id of TAKEN) slugger.slug(id);
  return headings.map((title) => slugger.slug(title) || slugger.slug("section"));
}

/** Gives the headings of a sanitised text their ids, in order. */
export function anchorHeadings(tree: Root, anchors: readonly string[]): Root {
  const copy = structuredClone(tree);
  let index = 0;
  visit(copy, "element", (node) => {
    if (!/^h[1-6]$/.test(node.tagName)) return;
    const id = anchors[index++];
    if (id !== undefined) node.properties = { ...node.properties, id };
  });
  return copy;
}
