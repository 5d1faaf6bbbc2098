"use client";

import { useEffect, useState } from "react";
import { HomePage } from "../components/home/home-page.tsx";
import type { Me } from "../lib/contract/browser-protocol.ts";
import type { TrackView } from "../lib/contract/lesson-view.ts";
import { fetchMe } from "./fetch-me.ts";
import "./no-eval.ts";

/** While images are being built, which takes half a minute each. */
const IMAGES_POLL_MS = 5_000;

/** The home page with this person's progress, fetched after the first paint. */
export function Home({ tracks }: { tracks: TrackView[] }) {
  const [me, setMe] = useState<Me | null>(null);
  const [problem, setProblem] = useState(false);
  useEffect(() => {
    const abort = new AbortController();
    let again: ReturnType<typeof setTimeout> | undefined;
    const look = () =>
      fetchMe(abort.signal).then(
        (now) => {
          setMe(now);
          setProblem(false);
          if (now.images && now.images.building !== null) again = setTimeout(look, IMAGES_POLL_MS);
        },
        () => setProblem(!abort.signal.aborted),
      );
    look();
    return () => {
      clearTimeout(again);
      abort.abort();
    };
  }, []);
  return <HomePage tracks={tracks} me={me} problem={problem} />;
}
