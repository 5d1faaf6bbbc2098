"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { PreviewPlace } from "../../../lib/contract/preview-link.ts";
import type { Listener } from "../../../lib/contract/sandboxd-protocol.ts";
import type { LabStore } from "./lab-store.ts";

/** What listens is asked this often while the pane is open. */
const LOOK_EVERY_MS = 1500;

/** The preview pane: whether it is open, what it shows and what there is to show. `sandbox`: the one that runs, null while none does. */
export function usePreview(store: LabStore | null, sandbox: string | null) {
  const [open, setOpen] = useState(false);
  const [place, setPlace] = useState<PreviewPlace | null>(null);
  const [frame, setFrame] = useState<{ url: string; load: number } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [listeners, setListeners] = useState<readonly Listener[] | null>(null);
  const asked = useRef(0);

  const go = useCallback(
    async (there: PreviewPlace) => {
      const mine = ++asked.current;
      setOpen(true);
      setPlace(there);
      const answer = await store?.openPreview(there);
      if (mine !== asked.current || !answer) return;
      setProblem(answer.ok ? null : answer.error);
      if (answer.ok) setFrame({ url: answer.value.url, load: mine });
    },
    [store],
  );

  /** The tab is opened at once, since browsers allow it only while the click lasts; where it leads comes later. */
  const openTab = useCallback(
    async (there: PreviewPlace) => {
      const tab = window.open("about:blank");
      if (tab) tab.opener = null;
      const answer = await store?.openPreview(there);
      setProblem(answer && !answer.ok ? answer.error : null);
      if (answer?.ok) tab?.location.replace(answer.value.url);
      else tab?.close();
    },
    [store],
  );

  // Another sandbox is another preview: the frame of the old one shows what is gone.
  const shown = useRef(sandbox);
  useEffect(() => {
    if (!sandbox || shown.current === sandbox) return;
    shown.current = sandbox;
    setListeners(null);
    setFrame(null);
    if (open && place) void go(place);
  }, [sandbox, open, place, go]);

  useEffect(() => {
    if (!open || !store || !sandbox) return;
    let live = true;
    const look = async () => {
      const answer = await store.listeners();
      if (live && answer.ok) setListeners((before) => (sameAs(before, answer.value) ? before : answer.value));
    };
    void look();
    const timer = setInterval(look, LOOK_EVERY_MS);
    return () => {
      live = false;
      clearInterval(timer);
    };
  }, [open, store, sandbox]);

  return { open, setOpen, place, frame, problem, listeners, go, openTab };
}

const sameAs = (one: readonly Listener[] | null, two: readonly Listener[]) => JSON.stringify(one) === JSON.stringify(two);
