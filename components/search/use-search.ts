"use client";

import { useEffect, useState } from "react";
import type { SearchAnswer } from "../../lib/contract/search.ts";

/** A pause in typing, not felt by who waits for the answer. */
const PAUSE_MS = 90;

export type Find = (words: string, signal: AbortSignal) => Promise<SearchAnswer>;

export type SearchState =
  | { kind: "idle" }
  /** What was found before stays until the answer is there. */
  | { kind: "found"; words: string; answer: SearchAnswer }
  | { kind: "failed"; words: string };

/** Asks when typing pauses; the answer to the last question is the one that counts. */
export function useSearch(find: Find, words: string): SearchState {
  const [state, setState] = useState<SearchState>({ kind: "idle" });
  const asked = words.trim();
  useEffect(() => {
    if (asked === "") {
      setState({ kind: "idle" });
      return;
    }
    const abort = new AbortController();
    const timer = setTimeout(() => {
      find(asked, abort.signal).then(
        (answer) => setState({ kind: "found", words: asked, answer }),
        () => !abort.signal.aborted && setState({ kind: "failed", words: asked }),
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [asked, find]);
  return state;
}
