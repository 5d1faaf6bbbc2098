"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import type { AuthorProblem } from "../../../lib/contract/author-protocol.ts";
import type { VarValues } from "../../../lib/contract/lab-vars.ts";
import type { LabStore } from "./lab-store.ts";

/** shellcheck takes as long as everything else together: it comes after the text, and once for a burst of saves. */
const CHECK_AFTER_MS = 700;

/**
 * For an author: asks for the page anew after each save, which keeps everything but its text, and says what is wrong with the lab: at once what
 * keeps it from being shown, a moment later all of it.
 * @param store null where nobody is an author
 * @param saved what was wrong at the last save
 */
export function useAuthor(
  store: LabStore | null,
  saved: readonly AuthorProblem[] | null,
  running: boolean,
): { problems: readonly AuthorProblem[]; vars: VarValues } {
  const router = useRouter();
  const [checked, setChecked] = useState<{ saved: typeof saved; problems: AuthorProblem[] } | null>(null);
  const [vars, setVars] = useState<VarValues>({});
  useEffect(() => {
    if (store === null || !running) return;
    let stale = false;
    void store.authorVars().then((answer) => !stale && answer.ok && setVars(answer.value));
    return () => {
      stale = true;
    };
  }, [store, running]);
  useEffect(() => {
    if (store !== null && saved !== null) router.refresh();
  }, [store, saved, router]);
  useEffect(() => {
    if (store === null || !running) return;
    let stale = false;
    const timer = setTimeout(async () => {
      const answer = await store.authorProblems();
      if (!stale && answer.ok) setChecked({ saved, problems: answer.value });
    }, CHECK_AFTER_MS);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [store, saved, running]);
  return { problems: checked !== null && checked.saved === saved ? checked.problems : (saved ?? []), vars };
}
