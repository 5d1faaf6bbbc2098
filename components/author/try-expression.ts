import { boundExpression, isTruthy, toExpressionError } from "../../lib/contract/kernel/expression-bounds.ts";
import type { KernelView } from "../../lib/contract/kernel-view.ts";
import type { VarValues } from "../../lib/contract/lab-vars.ts";

export type Tried =
  /** What it says of the view, as JSON; nothing: a path that is not there. met: whether it would hold as an expectation. */
  { kind: "value"; json: string | null; met: boolean } | { kind: "error"; message: string };

/** A view of a busy sandbox is megabytes; more than this nobody reads. */
const MOST_CHARACTERS = 4000;

/** Evaluates a JSONata expression over a view as sandboxd does an expectation. Its library is fetched with the first one. */
export async function tryExpression(expr: string, view: KernelView, vars: VarValues): Promise<Tried> {
  try {
    const { default: jsonata } = await import("jsonata");
    const expression = jsonata(expr);
    if (Object.keys(vars).length > 0) expression.assign("vars", vars);
    boundExpression(expression, () => performance.now());
    const value: unknown = await expression.evaluate(view);
    return { kind: "value", json: toJson(value), met: isTruthy(value) };
  } catch (error) {
    return { kind: "error", message: toExpressionError(error) };
  }
}

function toJson(value: unknown): string | null {
  if (value === undefined) return null;
  const json = typeof value === "function" ? "function" : (JSON.stringify(value, null, 2) ?? "null");
  return json.length > MOST_CHARACTERS ? `${json.slice(0, MOST_CHARACTERS)}\n…` : json;
}
