import type { Root } from "hast";
import { visit } from "unist-util-visit";

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
