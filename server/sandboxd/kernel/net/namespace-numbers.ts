import { SystemError } from "../proc/libc.ts";
import type { OpenedNamespace } from "./open-namespaces.ts";
import { nsidQuestion, parseNsid } from "./rtnetlink/small-questions.ts";

/** Where a number leads: the key of a namespace of the sandbox, or out of it. */
export type Target = { namespace: string } | "outside";

/**
 * Each network namespace numbers the others as it meets them (nsid); a number stays with the two while both live. Known numbers by
 * namespace key; namespaces that are gone must be forgotten, since their number may be given to another one.
 */
export type NumberMemory = Map<string, Map<number, Target>>;

export function forgetNumbers(memory: NumberMemory, living: ReadonlySet<string>): void {
  for (const [from, numbers] of memory) {
    if (!living.has(from)) memory.delete(from);
    for (const [number, target] of numbers) if (target !== "outside" && !living.has(target.namespace)) numbers.delete(number);
  }
}

/**
 * Which namespace `from` knows by a number: asked (RTM_GETNSID) about one after another, since the kernel cannot be asked the other way
 * round. Null: none of those that could be opened, and not the host's.
 */
export function resolveNumber(
  memory: NumberMemory,
  from: OpenedNamespace,
  number: number,
  candidates: readonly OpenedNamespace[],
  hostFd: number,
): Target | null {
  if (number < 0) return null;
  const numbers = memory.get(from.scanned.key) ?? new Map<number, Target>();
  memory.set(from.scanned.key, numbers);
  const known = numbers.get(number);
  if (known !== undefined) return known;
  const asked = new Set([...numbers.values()].map((target) => (target === "outside" ? target : target.namespace)));
  const ask = (fd: number, target: Target): void => {
    if (asked.has(target === "outside" ? target : target.namespace)) return;
    const found = numberOf(from, fd);
    if (found !== null) numbers.set(found, target);
  };
  ask(hostFd, "outside");
  for (const { fd, scanned } of candidates) {
    if (numbers.has(number)) break;
    if (scanned.key !== from.scanned.key) ask(fd, { namespace: scanned.key });
  }
  return numbers.get(number) ?? null;
}

function numberOf({ route }: OpenedNamespace, fd: number): number | null {
  try {
    return route.ask(nsidQuestion(fd), parseNsid);
  } catch (error) {
    if (error instanceof SystemError) return null;
    throw error;
  }
}
