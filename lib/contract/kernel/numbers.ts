import type { KernelNumbers, KernelUpdate, KernelView } from "../kernel-view.ts";

type Counted = { key: string; numbers: Record<string, number | null> };

const isCounted = (value: object): value is Counted =>
  "numbers" in value && typeof value.numbers === "object" && value.numbers !== null && "key" in value;

function eachCounted(value: unknown, visit: (object: Counted) => void): void {
  if (typeof value !== "object" || value === null) return;
  if (Array.isArray(value)) for (const item of value) eachCounted(item, visit);
  else {
    if (isCounted(value)) visit(value);
    for (const inner of Object.values(value)) if (typeof inner === "object") eachCounted(inner, visit);
  }
}

/** The parts in which anything is counted; overlays, the largest, count nothing. */
const countedParts = ({ network, cgroups }: KernelView | KernelUpdate) => [network, cgroups];

/** Every `numbers` of a view by the key of its object. */
export function numbersOf(view: KernelView): KernelNumbers {
  const numbers: KernelNumbers = {};
  eachCounted(countedParts(view), (object) => {
    numbers[object.key] = object.numbers;
  });
  return numbers;
}

/** Those of `now` that differ from `before`. */
export function newNumbers(before: KernelNumbers, now: KernelNumbers): KernelNumbers {
  const same = (a: KernelNumbers[string] | undefined, b: KernelNumbers[string]) =>
    a !== undefined && Object.entries(b).every(([name, value]) => a[name] === value);
  return Object.fromEntries(Object.entries(now).filter(([key, value]) => !same(before[key], value)));
}

/** A view with newer numbers; what did not change stays the same object. */
export function withNumbers(view: KernelView, numbers: KernelNumbers): KernelView {
  const known = new Map(Object.entries(numbers));
  const renew = (value: unknown): unknown => {
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) {
      const items = value.map(renew);
      return items.every((item, at) => item === value[at]) ? value : items;
    }
    const entries = Object.entries(value).map(([name, inner]) => [name, renew(inner), inner] as const);
    const fresh = isCounted(value) ? known.get(value.key) : undefined;
    if (!fresh && entries.every(([, now, before]) => now === before)) return value;
    const renewed = Object.fromEntries(entries.map(([name, now]) => [name, now]));
    return fresh ? { ...renewed, numbers: { ...(renewed.numbers as object), ...fresh } } : renewed;
  };
  const renewPart = <P>(part: P): P => renew(part) as P;
  return { ...view, network: renewPart(view.network), cgroups: renewPart(view.cgroups) };
}

/** Text of a part that stays the same while only its numbers change. */
export const structureText = (part: unknown): string =>
  JSON.stringify(part, (name, value) => (name === "numbers" && value !== null ? undefined : value)) ?? "";
