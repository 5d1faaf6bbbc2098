/** Time one expression may take over one view; lessons need a millisecond or two. */
const MAX_MS = 250;
/** Deeper recursion is an endless one. */
const MAX_DEPTH = 200;

/** What is used of a compiled JSONata expression. */
type Bindable = { assign: (name: string, value: unknown) => void };

/**
 * Ends an evaluation of an expression that takes too long or goes too deep, by an error. To be called before each evaluation. JSONata calls
 * these hooks around every part of an expression; throwing ends it.
 * @param nowMs a clock in milliseconds; processor time where there is one, since a busy host is no author's mistake
 */
export function boundExpression(expression: Bindable, nowMs: () => number): void {
  const started = nowMs();
  let depth = 0;
  let parts = 0;
  const assign = expression.assign as unknown as (name: symbol, value: () => void) => void;
  assign(Symbol.for("jsonata.__evaluate_entry"), () => {
    if (++depth > MAX_DEPTH) throw new Error(`the expression recurses more than ${MAX_DEPTH} levels deep`);
    if (++parts % 256 === 0 && nowMs() - started > MAX_MS) throw new Error(`the expression takes longer than ${MAX_MS} ms`);
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

/** JSONata's errors are objects with a position. */
export function toExpressionError(error: unknown): string {
  const { message, position } = error as { message?: string; position?: number };
  return position === undefined ? String(message ?? error) : `${message} (at character ${position})`;
}
