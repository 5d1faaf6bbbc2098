import type { Element, ElementContent, Root } from "hast";

/** All text inside a node, in order: what a code block runs or copies. */
export function hastText(node: Root | Element | ElementContent): string {
  if (node.type === "text") return node.value;
  if (!("children" in node)) return "";
  return node.children.map((child) => (child.type === "doctype" ? "" : hastText(child))).join("");
}

/** The first child element with this data-part. */
export const hastPart = (node: Element, part: string): Element | undefined =>
  node.children.find((child): child is Element => child.type === "element" && child.properties.dataPart === part);

/** A data attribute as text, undefined where it is absent. */
export function hastData(node: Element | undefined, name: `data${string}`): string | undefined {
  const value = node?.properties[name];
  return typeof value === "string" ? value : undefined;
}
