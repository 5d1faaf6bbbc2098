import jsonata from "jsonata";
import type { KernelView } from "../../../lib/contract/kernel-view.ts";
import type { Expectation, ExpectationResult } from "../../../lib/contract/sandboxd-protocol.ts";

/** CPU time one expression may take over one view; lessons need a millisecond or two. Not wall time: a busy host is no author's mistake. */
const MAX_CPU_MS = 250;
/** Deeper recursion is an endless one. */
const MAX_DEPTH = 200;

type Compiled = { id: string } & ({ expression: jsonata.Expression } | { error: string });
export type Expectations = { evaluate(view: KernelView): Promise<ExpectationResult[]> };

/**
 * Compiles a step's expectations. Whatever is wrong with an expression (syntax, a type error, too slow) is the author's mistake and comes
 * back as `error`; a path that is not there yet is simply not met.
 */
export function compileExpectations(expectations: Expectation[]): Expectations {
  const compiled = expectations.map(compile);
  return {
    async evaluate(view) {
      const results: ExpectationResult[] = [];
      for (const one of compiled) results.push(await evaluate(one, view));
      return results;
    },
  };
}

function compile({ id, expr }: Expectation): Compiled {
  try {
    return { id, expression: jsonata(expr) };
  } catch (error) {
    return { id, error: messageOf(error) };
  }
}

async function evaluate(compiled: Compiled, view: KernelView): Promise<ExpectationResult> {
  const { id } = compiled;
  if ("error" in compiled) return { id, met: false, error: compiled.error };
  try {
    boundTime(compiled.expression);
    return { id, met: isTruthy(await compiled.expression.evaluate(view)), error: null };
  } catch (error) {
    return { id, met: false, error: messageOf(error) };
  }
}

const cpuMs = (): number => process.threadCpuUsage().user / 1000;

/** JSONata calls these hooks around every part of an expression; throwing ends it. */
function boundTime(expression: jsonata.Expression): void {
  const started = cpuMs();
  let depth = 0;
  let parts = 0;
  const assign = expression.assign as unknown as (name: symbol, value: () => void) => void;
  assign(Symbol.for("jsonata.__evaluate_entry"), () => {
    if (++depth > MAX_DEPTH) throw new Error(`the expression recurses more than ${MAX_DEPTH} levels deep`);
    if (++parts % 256 === 0 && cpuMs() - started > MAX_CPU_MS)
      throw new Error(`the expression takes longer than ${MAX_CPU_MS} ms`);
  });
  assign(Symbol.for("jsonata.__evaluate_exit"), () => {
    depth--;
  });
}

/** As JSONata's own $boolean: a list is true when any member is, an object when it has a member. */
export function isTruthy(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(isTruthy);
  if (typeof value === "object" && value !== null) return Object.keys(value).length > 0;
  return typeof value !== "function" && Boolean(value);
}

function messageOf(error: unknown): string {
  const { message, position } = error as { message?: string; position?: number };
  return position === undefined ? String(message ?? error) : `${message} (at character ${position})`;
}
