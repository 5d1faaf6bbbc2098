"use client";

import { useSearchParams } from "next/navigation";
import { useCallback } from "react";
import { pickStep } from "../../../components/lesson/pick-step.ts";

/** The step on show and how to go to another. It lives in the address (?step=), so that back, reload and a shared link all work. */
export function useStep(
  steps: readonly string[],
  at: string | null,
  passed: (step: string) => boolean,
): [string, (step: string) => void] {
  const asked = useSearchParams().get("step");
  const current = pickStep(steps, { asked, at, passed });
  const go = useCallback((step: string) => {
    const address = new URL(window.location.href);
    address.searchParams.set("step", step);
    window.history.pushState(null, "", address);
  }, []);
  return [current, go];
}
