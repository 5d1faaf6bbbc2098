import type { RootContent } from "mdast";
import type { ContainerDirective } from "mdast-util-directive";

/** The [label] of a directive is its first paragraph, marked. */
export const isLabel = (child: RootContent): boolean => child.type === "paragraph" && child.data?.directiveLabel === true;

/** The words of the [label], without emphasis and the like; "" where there is none. */
export const labelText = (node: ContainerDirective): string => {
  const label = node.children.find(isLabel);
  return label === undefined ? "" : wordsOf(label).trim();
};

/** All words in a node, code among them. */
export const wordsOf = (node: RootContent): string =>
  node.type === "text" || node.type === "inlineCode" ? node.value : "children" in node ? node.children.map(wordsOf).join("") : "";
