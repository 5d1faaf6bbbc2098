import type { ContainerDirective, LeafDirective } from "mdast-util-directive";
import { toFilePath } from "../contract/file-path.ts";
import { DiagramKind } from "../contract/lab.ts";
import { checkQuestion } from "./check-question.ts";
import { checkTab, checkTabs } from "./check-tabs.ts";
import { isLabel } from "./directive-label.ts";
import type { Complaint } from "./lab-problem.ts";

/** Directives with a body (:::name) and without one (::name). */
export const CONTAINERS = ["hint", "solution", "note", "deep", "quiz", "predict", "tabs", "tab"];
export const LEAVES: Record<string, { required: string[]; optional: string[] }> = {
  diagram: { required: ["kind"], optional: ["focus"] },
  file: { required: ["path"], optional: [] },
};
/** Attributes of directives with a body. */
export const CONTAINER_ATTRIBUTES: Record<string, string[]> = { quiz: ["text"] };
const ALL = [...CONTAINERS.map((name) => `:::${name}`), ...Object.keys(LEAVES).map((name) => `::${name}`)].join(", ");

/** What is wrong with a directive. */
export function checkDirective(node: ContainerDirective | LeafDirective): Complaint[] {
  const colons = node.type === "containerDirective" ? ":::" : "::";
  const isContainer = CONTAINERS.includes(node.name);
  const leaf = Object.hasOwn(LEAVES, node.name) ? LEAVES[node.name] : undefined;
  if (!isContainer && leaf === undefined)
    return [{ message: `unknown directive ${colons}${node.name}`, cure: `use one of ${ALL}` }];
  if (isContainer && node.type === "leafDirective") {
    return [{ message: `::${node.name} needs a body`, cure: `write :::${node.name}, the text, and ::: on a line of its own` }];
  }
  if (leaf !== undefined && node.type === "containerDirective") {
    return [{ message: `:::${node.name} has no body`, cure: `write ::${node.name}{${leaf.required[0]}=...} on one line` }];
  }
  const known = leaf === undefined ? (CONTAINER_ATTRIBUTES[node.name] ?? []) : [...leaf.required, ...leaf.optional];
  const given = node.attributes ?? {};
  const problems = Object.keys(given)
    .filter((key) => !known.includes(key))
    .map((key) => ({
      message: `${colons}${node.name} knows no attribute "${key}"`,
      cure: `remove it${known.length ? ` or use ${known.join(", ")}` : ""}`,
    }));
  for (const key of leaf?.required ?? []) {
    if (!given[key]) problems.push({ message: `::${node.name} needs ${key}`, cure: `write ::${node.name}{${key}=...}` });
  }
  if (node.name === "diagram" && given.kind && !DiagramKind.safeParse(given.kind).success) {
    problems.push({ message: `there is no diagram kind "${given.kind}"`, cure: `use one of ${DiagramKind.options.join(", ")}` });
  }
  if (node.name === "file" && given.path) problems.push(...checkFilePath(given.path));
  if (node.type === "containerDirective" && node.data?.unclosed) {
    const cure = "write ::: (as many colons as it began with) on a line of its own at its end";
    problems.push({ message: `:::${node.name} is not closed`, cure });
  }
  if (node.type === "containerDirective" && node.name === "deep" && node.children.every(isLabel)) {
    const cure = "write the text between :::deep[A title] and ::: on a line of its own";
    problems.push({ message: ":::deep is empty", cure });
  }
  if (node.type === "containerDirective" && node.name === "tabs") problems.push(...checkTabs(node));
  if (node.type === "containerDirective" && node.name === "tab") problems.push(...checkTab(node));
  if (node.type === "containerDirective" && (node.name === "quiz" || node.name === "predict"))
    problems.push(...checkQuestion(node));
  return problems;
}

/** What the editor can be asked to open: an absolute path that does not climb, spelled in one way. */
function checkFilePath(path: string): Complaint[] {
  if (!path.startsWith("/")) return [{ message: "::file needs an absolute path", cure: `write ::file{path=/${path}}` }];
  if (path.split("/").includes(".."))
    return [{ message: "::file has a path that climbs (..)", cure: "write where it leads, such as ::file{path=/root/x}" }];
  const plain = path.replace(/\/(\.?\/)+/g, "/").replace(/(.)\/\.?$/, "$1");
  if (plain !== path)
    return [{ message: "::file has a path with too many slashes or dots", cure: `write ::file{path=${plain}}` }];
  return path === "/" || toFilePath(path) === null
    ? [{ message: "::file needs the path of a file", cure: "write ::file{path=/root/x}" }]
    : [];
}
