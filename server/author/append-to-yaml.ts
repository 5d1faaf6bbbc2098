import { isMap, isNode, isPair, parseDocument, stringify, type YAMLMap, type YAMLSeq } from "yaml";

/**
 * A YAML file with more at the end of one of its collections, given as a map or a list. The rest of the file stays as its authors wrote it.
 * @param key of the collection, at the top of the file
 * @returns null where it is not there or the file cannot be read
 */
export function appendToYaml(text: string, key: string, more: Record<string, unknown> | unknown[]): string | null {
  const document = parseDocument(text);
  const collection = document.get(key);
  if (document.errors.length > 0 || !isCollectionLike(collection, more)) return null;
  const last = collection.flow ? undefined : collection.items.at(-1);
  const [begin, end] = [isPair(last) ? last.key : last, isPair(last) ? last.value : last];
  if (!isNode(begin) || !begin.range || !isNode(end) || !end.range) {
    // An empty one, or one in brackets: written anew.
    for (const [name, value] of Object.entries(more)) {
      if (isMap(collection)) collection.set(name, document.createNode(value));
      else collection.add(document.createNode(value));
    }
    return document.toString({ lineWidth: 0 });
  }
  const indent = /^\s*/.exec(text.slice(text.lastIndexOf("\n", begin.range[0]) + 1))![0];
  const lines = stringify(more, { lineWidth: 0 }).trimEnd().split("\n");
  const before = text.slice(0, end.range[2]).replace(/\n*$/, "\n");
  return `${before}${lines.map((line) => `${indent}${line}\n`).join("")}${text.slice(end.range[2])}`;
}

const isCollectionLike = (node: unknown, more: object): node is YAMLMap | YAMLSeq =>
  isNode(node) && "items" in node && isMap(node) !== Array.isArray(more);
