import type { KernelUpdate, KernelView } from "../kernel-view.ts";
import { withNumbers } from "./numbers.ts";

/** A whole view as an update that depends on nothing. */
export const toUpdate = (view: KernelView): KernelUpdate => ({ ...view, since: null });

/**
 * The view after an update. Null when it continues one that we do not have: whoever keeps the view must ask for a complete one.
 * An update that is older than the view (two ways may overtake each other after a reconnection) leaves it as it is.
 */
export function applyUpdate(view: KernelView | null, update: KernelUpdate): KernelView | null {
  const { since, numbers, ...rest } = update;
  if (since === null) {
    if (view && view.sandbox === update.sandbox && update.revision < view.revision) return view;
    return { ...rest, overlays: rest.overlays ?? [] };
  }
  if (!view || view.sandbox !== update.sandbox || view.revision < since) return null;
  if (view.revision > update.revision) return view;
  const present = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)) as typeof rest;
  const next = { ...view, ...present };
  return numbers ? withNumbers(next, numbers) : next;
}

/** Two updates in a row as one: for a reader too slow to take each. */
export function mergeUpdates(first: KernelUpdate, then: KernelUpdate): KernelUpdate {
  if (then.since === null || first.sandbox !== then.sandbox) return then;
  const present = Object.fromEntries(Object.entries(then).filter(([, value]) => value !== undefined)) as KernelUpdate;
  const numbers = first.numbers || then.numbers ? { ...first.numbers, ...then.numbers } : undefined;
  const changes = first.revision === then.revision ? then.changes : [...first.changes, ...then.changes];
  return { ...first, ...present, since: first.since, changes, ...(numbers ? { numbers } : {}) };
}
