"use client";

import { useCallback, useMemo, useSyncExternalStore } from "react";

const PREFIX = "gb:choice:";
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Choice ids are single words: a comma separates them. */
export function useStoredChoice(key: string): [ReadonlySet<string> | null, (choice: ReadonlySet<string> | null) => void] {
  const raw = useSyncExternalStore(
    subscribe,
    () => localStorage.getItem(PREFIX + key),
    () => null,
  );
  const choice = useMemo(() => (raw === null ? null : new Set(raw.split(",").filter(Boolean))), [raw]);
  const store = useCallback(
    (next: ReadonlySet<string> | null) => {
      if (next === null) localStorage.removeItem(PREFIX + key);
      else localStorage.setItem(PREFIX + key, [...next].join(","));
      for (const listener of listeners) listener();
    },
    [key],
  );
  return [choice, store];
}
