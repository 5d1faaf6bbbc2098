import type { ContainerDirective } from "mdast-util-directive";
import { isLabel, labelText } from "./directive-label.ts";
import type { Complaint } from "./lab-problem.ts";

/** Longer names do not fit beside each other. */
const MAX_NAME = 40;

/** The tabs of a :::tabs, in order. */
export const tabsOf = (node: ContainerDirective): ContainerDirective[] =>
  node.children.filter((child): child is ContainerDirective => child.type === "containerDirective" && child.name === "tab");

/** What is wrong with a :::tabs. */
export function checkTabs(node: ContainerDirective): Complaint[] {
  const tabs = tabsOf(node);
  const problems: Complaint[] = [];
  if (tabs.length < node.children.length) {
    problems.push({ message: "::::tabs holds more than tabs", cure: "put each text into a :::tab[Name] ... ::: of its own" });
  }
  if (tabs.length < 2) {
    const cure = "write :::tab[Name] ... ::: for each, and more colons around them (::::tabs ... ::::)";
    problems.push({ message: "::::tabs needs at least two tabs", cure });
  }
  const names = tabs.map((tab) => labelText(tab));
  for (const name of new Set(names.filter((each, index) => each !== "" && names.indexOf(each) !== index))) {
    problems.push({ message: `::::tabs has two tabs named "${name}"`, cure: "give each a name of its own" });
  }
  return problems;
}

/** What is wrong with one :::tab; that it stands in a :::tabs is known to who walks the tree. */
export function checkTab(node: ContainerDirective): Complaint[] {
  const name = labelText(node);
  if (name === "") return [{ message: ":::tab has no name", cure: "write :::tab[Name]" }];
  const problems: Complaint[] = [];
  if (name.length > MAX_NAME) {
    problems.push({ message: `the name of this tab is longer than ${MAX_NAME} characters`, cure: "shorten it" });
  }
  if (node.children.every(isLabel)) {
    problems.push({ message: `:::tab[${name}] is empty`, cure: "write its text before the ::: that ends it" });
  }
  return problems;
}
