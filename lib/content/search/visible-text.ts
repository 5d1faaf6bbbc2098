import type { Nodes } from "hast";

/** Between these there is no space in the text as it is read. */
const INLINE = new Set(["a", "code", "em", "strong", "del", "span", "sup", "sub", "b", "i", "kbd"]);
/** What a learner is to ask for. */
const HELP = new Set(["hint", "solution"]);

/**
 * The words of a text as plain text, in one line. Without what would give an answer away: hints and solutions, and of a question everything
 * but the question itself.
 */
export const toVisibleText = (tree: Nodes): string => collect(tree).replace(/\s+/g, " ").trim();

function collect(node: Nodes): string {
  if (node.type === "text") return node.value;
  if (node.type !== "element" && node.type !== "root") return "";
  const { dataBlock, dataPart } = node.type === "element" ? node.properties : {};
  if (HELP.has(String(dataBlock))) return "";
  const asked = dataBlock === "quiz" || dataBlock === "predict";
  const children = asked
    ? node.children.filter((child) => child.type === "element" && child.properties.dataPart === "question")
    : node.children;
  // Whatever the shape around it: these never stand anywhere else than in a question.
  if (dataPart === "choices" || dataPart === "reveal" || dataPart === "feedback") return "";
  const text = children.map(collect).join("");
  return node.type === "element" && INLINE.has(node.tagName) ? text : ` ${text} `;
}
