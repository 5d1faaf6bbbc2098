import jsonata from "jsonata";
import { boundExpression, isTruthy, toExpressionError } from "../../../lib/contract/kernel/expression-bounds.ts";
import type { KernelScope, KernelView } from "../../../lib/contract/kernel-view.ts";
import type { Expectation, ExpectationResult } from "../../../lib/contract/sandboxd-protocol.ts";
import { scopesCutShort } from "./cut-short.ts";
import { scopesOf } from "./scopes-of.ts";

type Compiled = { id: string } & (
  | {
      expression: jsonata.Expression;
      scopes: readonly KernelScope[] /** What it was when all it asks of had been read. */;
      met: boolean;
    }
  | { error: string }
);
export type Expectations = { evaluate(view: KernelView): Promise<ExpectationResult[]> };

/**
 * Compiles a step's expectations. Whatever is wrong with an expression (syntax, a type error, too slow) is the author's mistake and comes
 * back as `error`; a path that is not there yet is simply not met. Of a reading that was cut short nobody knows what it did not show: an
 * expectation that asks about it stays what it was.
 */
export function compileExpectations(expectations: Expectation[]): Expectations {
  const compiled = expectations.map(compile);
  return {
    async evaluate(view) {
      const results: ExpectationResult[] = [];
      const cut = scopesCutShort(view);
      for (const one of compiled) results.push(await evaluate(one, view, cut));
      return results;
    },
  };
}

function compile({ id, expr, vars }: Expectation): Compiled {
  try {
    const expression = jsonata(expr);
    if (vars) expression.assign("vars", vars);
    return { id, expression, scopes: scopesOf(expr), met: false };
  } catch (error) {
    return { id, error: toExpressionError(error) };
  }
}

async function evaluate(compiled: Compiled, view: KernelView, cut: ReadonlySet<KernelScope>): Promise<ExpectationResult> {
  const { id } = compiled;
  if ("error" in compiled) return { id, met: false, error: compiled.error };
  if (compiled.scopes.some((scope) => cut.has(scope))) return { id, met: compiled.met, error: null };
  try {
    boundExpression(compiled.expression, cpuMs);
    compiled.met = isTruthy(await compiled.expression.evaluate(view));
    return { id, met: compiled.met, error: null };
  } catch (error) {
    return { id, met: false, error: toExpressionError(error) };
  }
}

const cpuMs = (): number => process.threadCpuUsage().user / 1000;
