import type { Nodes, Root } from "hast";
import type { VarValues } from "../contract/lab-vars.ts";

/** {{name}}, without spaces: {{ name }} is left to Jinja, {{ .name }} and {{.name}} to Helm and Go. */
const PLACE = /\{\{([a-z][a-z0-9_]{0,30})\}\}/g;
/** The same as remark writes it into an address. */
const PLACE_IN_URL = /%7B%7B([a-z][a-z0-9_]{0,30})%7D%7D/g;

/** Puts values where {{name}} names one; all other braces stay. */
export const fillText = (text: string, values: VarValues): string => fill(text, PLACE, values);

/** The names between {{ and }}, in order, declared or not. */
export const namesIn = (text: string): string[] => [...text.matchAll(PLACE)].map(([, name]) => name!);

/**
 * Fills a sanitised tree: its text and its attributes, never its shape. A value ends up in a text node or a whole attribute, so that no value
 * can become markup.
 */
export function fillTree(tree: Root, values: VarValues): Root {
  return Object.keys(values).length === 0 ? tree : (fillNode(tree, values) as Root);
}

function fillNode(node: Nodes, values: VarValues): Nodes {
  if (node.type === "text") return { ...node, value: fillText(node.value, values) };
  if (node.type === "root")
    return { ...node, children: node.children.map((child) => fillNode(child, values)) as Root["children"] };
  if (node.type !== "element") return node;
  const properties = Object.entries(node.properties).map(([key, value]) => {
    if (typeof value !== "string") return [key, value];
    return [key, key === "href" ? fill(fillText(value, values), PLACE_IN_URL, values) : fillText(value, values)];
  });
  return {
    ...node,
    properties: Object.fromEntries(properties),
    children: node.children.map((child) => fillNode(child, values)) as typeof node.children,
  };
}

const fill = (text: string, place: RegExp, values: VarValues): string =>
  text.replace(place, (whole, name: string) => (Object.hasOwn(values, name) ? String(values[name]) : whole));
