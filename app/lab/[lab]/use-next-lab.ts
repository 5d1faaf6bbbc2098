"use client";

import { useEffect, useState } from "react";
import type { LabOffer } from "../../../components/home/lab-offer.ts";
import { nextAfter } from "../../../components/home/next-up.ts";
import { fetchMe } from "../../fetch-me.ts";

/** The lab to offer after this one, asked for once this one is done; null while that is not known, and where there is none. */
export function useNextLab(offers: readonly LabOffer[], lab: string, done: boolean): LabOffer | null {
  const [next, setNext] = useState<LabOffer | null>(null);
  useEffect(() => {
    if (!done) return;
    const abort = new AbortController();
    // Without an answer there is still the way home.
    fetchMe(abort.signal).then(
      (me) => setNext(nextAfter(offers, me, lab)?.card ?? null),
      () => undefined,
    );
    return () => abort.abort();
  }, [offers, lab, done]);
  return done ? next : null;
}
