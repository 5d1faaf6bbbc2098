import jsonata from "jsonata";
import { z } from "zod";
import { KERNEL_SCOPES, KernelView } from "../contract/kernel-view.ts";
import type { StepExpect } from "../contract/lab.ts";
import type { LabVars } from "../contract/lab-vars.ts";
import { checkVarsIn, comparePlaces, stepsBehindVars } from "./check-vars.ts";
import type { Complaint, LabProblem } from "./lab-problem.ts";

/** sandboxd's watchExpect takes no more. */
const MAX_EXPRESSION = 4096;

/** Every expression must parse and know its values, and every hint must exist in every language. */
export function checkExpect(
  expect: StepExpect[],
  file: string,
  lineOf: (path: PropertyKey[]) => number,
  vars: LabVars | null,
): LabProblem[] {
  return expect.flatMap(({ that, hint }, index) => {
    const problems: LabProblem[] = [];
    const at = (key: string) => lineOf(["expect", index, key]);
    const error = syntaxError(that);
    if (error === null) problems.push(...checkNames(that).map((wrong) => ({ file, line: at("that"), ...wrong })));
    else {
      problems.push({
        file,
        line: at("that"),
        message: `this is not JSONata: ${error}`,
        cure: "try it at https://try.jsonata.org",
      });
    }
    const values = checkVarsIn(that, vars);
    if (values !== null) problems.push({ file, line: at("that"), ...values });
    if (that.length > MAX_EXPRESSION) {
      problems.push({
        file,
        line: at("that"),
        message: `the expression is longer than ${MAX_EXPRESSION} characters`,
        cure: "split it in two",
      });
    }
    if (!hint["zh-CN"])
      problems.push({ file, line: at("hint"), message: "the hint has no Chinese text", cure: "add zh-CN: beside en:" });
    else problems.push(...comparePlaces({ file, text: hint.en }, { file, text: hint["zh-CN"], line: at("hint") }, vars));
    return problems;
  });
}

function syntaxError(expression: string): string | null {
  try {
    jsonata(expression);
    return null;
  } catch (error) {
    const { message, position } = error as { message?: string; position?: number };
    return `${(message ?? String(error)).replace(/\.$/, "")} (at character ${position ?? "?"})`;
  }
}

/** Every field name of the kernel view, at whatever depth. */
let fields: ReadonlySet<string> | null = null;

/**
 * Names that no part of the kernel view has: an expression with one is never met, or always. A name that the expression makes itself
 * (as a key in braces) is a string in it somewhere.
 */
function checkNames(expression: string): Complaint[] {
  fields ??= new Set(listFields(z.toJSONSchema(KernelView, { unrepresentable: "any" })));
  const names = new Set<string>();
  const strings = new Set<string>();
  collectWords(jsonata(expression).ast(), names, strings);
  const dead = [...names].filter((name) => !fields!.has(name) && !strings.has(name));
  if (dead.length > 0) {
    const cure = "correct it: lib/contract/kernel/ names all, and npm run sandbox -- view ID prints a real view";
    return [{ message: `the kernel view has no field ${dead.join(", ")}`, cure }];
  }
  if (KERNEL_SCOPES.some((scope) => names.has(scope))) return [];
  return [{ message: "this looks at no part of the kernel view", cure: `begin with one of ${KERNEL_SCOPES.join(", ")}` }];
}

/** Names of properties, and of the keys that a record may have. */
function listFields(schema: unknown): string[] {
  if (typeof schema !== "object" || schema === null) return [];
  return Object.entries(schema).flatMap(([key, inner]) => {
    if (key === "propertyNames") return (inner as { enum?: string[] }).enum ?? [];
    return [...(key === "properties" ? Object.keys(inner as object) : []), ...listFields(inner)];
  });
}

function collectWords(node: unknown, names: Set<string>, strings: Set<string>): void {
  if (typeof node !== "object" || node === null) return;
  const { type, value } = node as { type?: unknown; value?: unknown };
  if (type === "name") names.add(String(value));
  if (type === "string") strings.add(String(value));
  const own = stepsBehindVars(node);
  for (const inner of own ?? Object.values(node)) collectWords(inner, names, strings);
}
