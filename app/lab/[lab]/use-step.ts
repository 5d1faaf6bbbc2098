"use client";

import { useSearchParams } from "next/navigation";
import { useCallback, useEffect } from "react";
import { pickStep } from "../../../components/lesson/pick-step.ts";

/**
 * The step on show and how to go to another. It lives in the address (?step=), so that back, reload and a shared link all work. Once the
 * server has said where the student was (settled), the address is filled in: a step that ticks must not turn the page by itself.
 */
export function useStep(
  steps: readonly string[],
  { at, passed, settled }: { at: string | null; passed: (step: string) => boolean; settled: boolean },
): [string, (step: string) => void] {
  const asked = useSearchParams().get("step");
  const current = pickStep(steps, { asked, at, passed });
  useEffect(() => {
    if (settled && current && asked !== current) window.history.replaceState(null, "", addressOf(current));
  }, [settled, current, asked]);
  const go = useCallback((step: string) => {
    const address = addressOf(step);
    // A place in the text that is left is none in the next one.
    address.hash = "";
    window.history.pushState(null, "", address);
  }, []);
  return [current, go];
}

function addressOf(step: string): URL {
  const address = new URL(window.location.href);
  address.searchParams.set("step", step);
  return address;
}
