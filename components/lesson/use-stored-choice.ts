"use client";

import { useCallback, useMemo } from "react";
import { useStored } from "./use-stored.ts";

const PREFIX = "gb:choice:";

/** Choice ids are single words: a comma separates them. */
export function useStoredChoice(key: string): [ReadonlySet<string> | null, (choice: ReadonlySet<string> | null) => void] {
  const [raw, keep] = useStored(PREFIX + key);
  const choice = useMemo(() => (raw === null ? null : new Set(raw.split(",").filter(Boolean))), [raw]);
  const store = useCallback((next: ReadonlySet<string> | null) => keep(next === null ? null : [...next].join(",")), [keep]);
  return [choice, store];
}
