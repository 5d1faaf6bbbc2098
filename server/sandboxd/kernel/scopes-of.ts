import jsonata from "jsonata";
import { KERNEL_SCOPES, type KernelScope } from "../../../lib/contract/kernel-view.ts";

/** The parts of a view that an expression may look at: every scope whose name occurs in it. None for one that does not compile. */
export function scopesOf(expr: string): KernelScope[] {
  try {
    const named = new Set<unknown>();
    collect(jsonata(expr).ast(), named);
    return KERNEL_SCOPES.filter((scope) => named.has(scope));
  } catch {
    return [];
  }
}

function collect(node: unknown, named: Set<unknown>): void {
  if (typeof node !== "object" || node === null) return;
  if ("value" in node) named.add(node.value);
  for (const inner of Object.values(node)) collect(inner, named);
}
