import jsonata from "jsonata";
import type { LabVars } from "../contract/lab-vars.ts";
import { parseNetwork } from "./draw-vars.ts";
import { toShellName } from "./fill-step.ts";
import { namesIn } from "./fill-text.ts";
import type { LabFiles } from "./lab-files.ts";
import type { Complaint, LabProblem } from "./lab-problem.ts";

/** null: lab.md could not be read, so nobody knows what the lab's values are, and only that is said. */
type KnownVars = LabVars | null;
type LineOf = (path: PropertyKey[]) => number;

/** More would be a form to fill in, and travels with every expectation. */
const MAX_VARS = 16;

/** What a schema cannot say of vars: in lab.md, and that each is used somewhere. */
export function checkVars(vars: LabVars, files: LabFiles["files"], file: string, lineOf: LineOf): LabProblem[] {
  const problems: LabProblem[] = [];
  const wrong = (name: string, message: string, cure: string) =>
    problems.push({ file, line: lineOf(["vars", name]), message, cure });
  const names = Object.keys(vars);
  if (names.length > MAX_VARS)
    problems.push({ file, line: lineOf(["vars"]), message: `${names.length} values are too many`, cure: `keep ${MAX_VARS}` });
  if (Object.hasOwn(vars, "lib"))
    wrong("lib", "vars.lib would be $LAB_LIB, which scripts know as lib/", "call it something else");
  for (const [name, generator] of Object.entries(vars)) {
    if (typeof generator === "object" && "pick" in generator && new Set(generator.pick.map(String)).size < generator.pick.length)
      wrong(name, `vars.${name} has a value to pick twice`, "remove one");
    if (typeof generator === "object" && "range" in generator && generator.range[0] >= generator.range[1])
      wrong(name, `vars.${name} has a range without a choice`, "write the smaller number first, such as [10, 200]");
    if (typeof generator === "object" && "subnet" in generator) {
      const { subnet } = generator;
      const [address = "", length] = subnet.split("/");
      const first = parseNetwork(subnet).first;
      const plain = [24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256).join(".");
      if (address.split(".").some((byte) => Number(byte) > 255))
        wrong(name, `vars.${name}: ${address} is no address`, "write four numbers from 0 to 255");
      else if (plain !== address) wrong(name, `vars.${name}: ${subnet} is no network`, `write ${plain}/${length}`);
    }
    if (![...files.values()].some(({ text }) => uses(text, name)))
      wrong(
        name,
        `vars.${name} is used nowhere`,
        `write {{${name}}} in text, $${toShellName(name)} in a script or $vars.${name} in that:, or remove it`,
      );
  }
  return problems;
}

const uses = (text: string, name: string): boolean =>
  namesIn(text).includes(name) || hasWord(text, toShellName(name)) || hasWord(text, `\\$vars\\.${name}`);
const hasWord = (text: string, word: string): boolean => new RegExp(`(?<![A-Za-z0-9_])${word}(?![A-Za-z0-9_])`).test(text);

/** A text of markdown: a name that is nearly one of the lab's, and a variable that the learner's shell does not have. */
export function checkPlaces(text: string, file: string, vars: KnownVars): LabProblem[] {
  if (vars === null) return [];
  const names = Object.keys(vars);
  return text.split("\n").flatMap((row, index) => {
    const at = (message: string, cure: string): LabProblem => ({ file, line: index + 1, message, cure });
    const slips = namesIn(row).flatMap((name) => {
      const near = Object.hasOwn(vars, name) ? undefined : names.find((other) => isNear(name, other));
      if (near === undefined) return [];
      return [
        at(`{{${name}}} is no value of this lab`, `write {{${near}}}, or {{ ${name} }} with spaces where the braces are meant`),
      ];
    });
    const shell = names.filter((name) => hasWord(row, toShellName(name)));
    return [
      ...slips,
      ...shell.map((name) =>
        at(`only scripts know ${toShellName(name)}, the learner's shell does not`, `write {{${name}}} here`),
      ),
    ];
  });
}

/** Titles stand on the home page, where nobody's values are: the same for everyone. */
export function checkTitles(words: Record<string, unknown>, file: string, lineOf: LineOf, vars: KnownVars): LabProblem[] {
  if (vars === null) return [];
  return ["title", "summary"].flatMap((key) => {
    const name = namesIn(String(words[key] ?? "")).find((each) => Object.hasOwn(vars, each));
    if (name === undefined) return [];
    return [{ file, line: lineOf([key]), message: `${key} is the same for everyone`, cure: `use {{${name}}} in the text below` }];
  });
}

/** Both languages tell the learner the same values. */
export function comparePlaces(
  original: { file: string; text: string },
  translation: { file: string; text: string; line: number },
  vars: KnownVars,
): LabProblem[] {
  if (vars === null) return [];
  const { file, line } = translation;
  return Object.keys(vars).flatMap((name) => {
    const [here, there] = [namesIn(translation.text).includes(name), namesIn(original.text).includes(name)];
    if (here === there) return [];
    const complaint = there
      ? { message: `the translation does not use {{${name}}}, which the original (${original.file}) does`, cure: "add it" }
      : { message: `the original (${original.file}) does not use {{${name}}}`, cure: "add it there or remove it here" };
    return [{ file, line, ...complaint }];
  });
}

/** A script names the values by their variables, and only those that there are. A lab without values may call its own what it likes. */
export function checkScriptValues(text: string, file: string, vars: KnownVars): LabProblem[] {
  if (vars === null || Object.keys(vars).length === 0) return [];
  const known = Object.keys(vars).map(toShellName);
  const isOwn = (name: string) => new RegExp(`\\b${name}=`).test(text);
  return text.split("\n").flatMap((row, index) => {
    const at = (message: string, cure: string): LabProblem => ({ file, line: index + 1, message, cure });
    const places = namesIn(row).filter((name) => Object.hasOwn(vars, name));
    const used = [...row.matchAll(/\$\{?(LAB_[A-Z0-9_]+)/g)].map(([, name]) => name!).filter((name) => name !== "LAB_LIB");
    return [
      ...places.map((name) => at(`{{${name}}} is not filled in here`, `write $${toShellName(name)}`)),
      ...used
        .filter((name) => !known.includes(name) && !isOwn(name))
        .map((name) => at(`$${name} is no value of this lab`, `add it to vars in lab.md or write one of ${known.join(", ")}`)),
    ];
  });
}

/** What is wrong with how an expression uses $vars; null where nothing is. One that does not parse is not our business. */
export function checkVarsIn(expression: string, vars: KnownVars): Complaint | null {
  if (vars === null) return null;
  const place = namesIn(expression).find((name) => Object.hasOwn(vars, name));
  if (place !== undefined)
    return { message: `{{${place}}} is not filled in here`, cure: `write $vars.${place}, such as $vars.${place} & ".1"` };
  const used: (string | null)[] = [];
  try {
    collect(jsonata(expression).ast(), used);
  } catch {
    return null;
  }
  const wrong = used.find((name) => name === null || !Object.hasOwn(vars, name));
  if (wrong === undefined) return null;
  const names = Object.keys(vars).map((name) => `$vars.${name}`);
  const cure = names.length > 0 ? `write ${names.join(" or ")}` : "make it in vars in lab.md";
  return {
    message: wrong === null ? "$vars needs the name of a value right behind it" : `$vars.${wrong} is no value of this lab`,
    cure,
  };
}

type Node = { type?: unknown; value?: unknown; steps?: Node[] };

const isVars = (node: Node | undefined) => node?.type === "variable" && node.value === "vars";

/** Of a node that is $vars.NAME and more: the more. null for any other node. */
export function stepsBehindVars(node: object): unknown[] | null {
  const { type, steps } = node as Node;
  return type === "path" && isVars(steps?.[0]) && steps?.[1]?.type === "name" ? steps.slice(2) : null;
}

/** The names behind each $vars; null for one that stands alone. */
function collect(node: unknown, used: (string | null)[]): void {
  if (typeof node !== "object" || node === null) return;
  const behind = stepsBehindVars(node);
  if (behind !== null) used.push(String((node as Node).steps![1]!.value));
  else if (isVars(node)) used.push(null);
  for (const inner of behind ?? Object.values(node)) collect(inner, used);
}

/** Whether one letter was left out, put in or changed, or two next to each other exchanged. */
function isNear(name: string, other: string): boolean {
  if (other.length < 3 || Math.abs(name.length - other.length) > 1) return false;
  let start = 0;
  while (start < Math.min(name.length, other.length) && name[start] === other[start]) start++;
  const [a, b] = [name.slice(start), other.slice(start)];
  if (a.slice(1) === b.slice(1) || a === b.slice(1) || a.slice(1) === b) return true;
  return a.slice(2) === b.slice(2) && a[0] === b[1] && a[1] === b[0];
}
