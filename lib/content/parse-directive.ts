import type { List, ListItem, RootContent } from "mdast";
import type { ContainerDirective, LeafDirective } from "mdast-util-directive";
import { toFilePath } from "../contract/file-path.ts";
import { DiagramKind } from "../contract/lab.ts";

/** Directives with a body (:::name) and without one (::name). */
const CONTAINERS = ["hint", "solution", "note", "quiz", "predict"];
const LEAVES: Record<string, { required: string[]; optional: string[] }> = {
  diagram: { required: ["kind"], optional: ["focus"] },
  file: { required: ["path"], optional: [] },
};
const ALL = [...CONTAINERS.map((name) => `:::${name}`), ...Object.keys(LEAVES).map((name) => `::${name}`)].join(", ");

/** What is wrong with a directive, as sentences with their cure. */
export function checkDirective(node: ContainerDirective | LeafDirective): string[] {
  const colons = node.type === "containerDirective" ? ":::" : "::";
  const isContainer = CONTAINERS.includes(node.name);
  const leaf = Object.hasOwn(LEAVES, node.name) ? LEAVES[node.name] : undefined;
  if (!isContainer && leaf === undefined) return [`unknown directive ${colons}${node.name}: use one of ${ALL}.`];
  if (isContainer && node.type === "leafDirective") {
    return [`::${node.name} needs a body: write :::${node.name}, the text, and ::: on a line of its own.`];
  }
  if (leaf !== undefined && node.type === "containerDirective") {
    return [`:::${node.name} has no body: write ::${node.name}{${leaf.required[0]}=...} on one line.`];
  }
  const known = leaf === undefined ? [] : [...leaf.required, ...leaf.optional];
  const given = node.attributes ?? {};
  const problems = Object.keys(given)
    .filter((key) => !known.includes(key))
    .map(
      (key) =>
        `${colons}${node.name} knows no attribute "${key}": remove it${known.length ? ` or use ${known.join(", ")}` : ""}.`,
    );
  for (const key of leaf?.required ?? []) {
    if (!given[key]) problems.push(`::${node.name} needs ${key}: write ::${node.name}{${key}=...}.`);
  }
  if (node.name === "diagram" && given.kind && !DiagramKind.safeParse(given.kind).success) {
    problems.push(`there is no diagram kind "${given.kind}": use one of ${DiagramKind.options.join(", ")}.`);
  }
  if (node.name === "file" && given.path) problems.push(...checkFilePath(given.path));
  if (node.type === "containerDirective" && (node.name === "quiz" || node.name === "predict"))
    problems.push(...checkQuestion(node));
  return problems;
}

/** What the editor can be asked to open: an absolute path that does not climb, spelled in one way. */
function checkFilePath(path: string): string[] {
  if (!path.startsWith("/")) return [`::file needs an absolute path: write ::file{path=/${path}}.`];
  if (path.split("/").includes(".."))
    return [`::file has a path that climbs (..): write where it leads, such as ::file{path=/root/x}.`];
  const plain = path.replace(/\/(\.?\/)+/g, "/").replace(/(.)\/\.?$/, "$1");
  if (plain !== path) return [`::file has a path with too many slashes or dots: write ::file{path=${plain}}.`];
  return path === "/" || toFilePath(path) === null ? [`::file needs the path of a file: write ::file{path=/root/x}.`] : [];
}

/** A question taken apart: [label] and text before the list, the task list, the text after it. */
export type Question = { label: RootContent | null; before: RootContent[]; choices: ListItem[]; after: RootContent[] };

export function parseQuestion(node: ContainerDirective): Question {
  const at = node.children.findIndex((child) => child.type === "list" && isTaskList(child));
  const label = node.children.find((child) => child.type === "paragraph" && child.data?.directiveLabel === true) ?? null;
  const before = (at === -1 ? node.children : node.children.slice(0, at)).filter((child) => child !== label);
  const list = at === -1 ? null : (node.children[at] as List);
  return { label, before, choices: list?.children ?? [], after: at === -1 ? [] : node.children.slice(at + 1) };
}

const isTaskList = (list: List) => list.children.every((item) => typeof item.checked === "boolean");

function checkQuestion(node: ContainerDirective): string[] {
  const { label, before, choices, after } = parseQuestion(node);
  const problems: string[] = [];
  if (label === null && before.length === 0)
    problems.push(`:::${node.name} has no question: write :::${node.name}[The question?].`);
  if (choices.length < 2) {
    problems.push(`:::${node.name} needs at least two choices: write them as a task list, "- [ ] wrong" and "- [x] right".`);
  }
  if (node.name === "quiz" && choices.length >= 2 && !choices.some((item) => item.checked)) {
    problems.push(':::quiz has no right choice: mark it with "- [x]".');
  }
  if (after.length === 0) {
    problems.push(`:::${node.name} has no reveal: write after the choices why the right one is right.`);
  }
  return problems;
}
