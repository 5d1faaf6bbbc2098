import { useEffect, useRef, useState } from "react";

/** Screen readers cannot follow faster. */
const GAP_MS = 1000;

/**
 * The text of a polite live region: new sentences (by id) are spoken one a second; when they come faster, the older of those waiting are
 * summed up by `more`. Sentences present at the first paint are not spoken.
 */
export function useAnnouncer(sentences: { id: string; text: string }[], more: (count: number) => string): string {
  const [spoken, setSpoken] = useState("");
  const known = useRef<Set<string> | null>(null);
  const queue = useRef<string[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const moreRef = useRef(more);
  moreRef.current = more;

  useEffect(() => {
    const fresh = sentences.filter(({ id }) => known.current && !known.current.has(id));
    known.current = new Set(sentences.map(({ id }) => id));
    if (fresh.length === 0) return;
    queue.current.push(...fresh.map(({ text }) => text));
    const speak = () => {
      const waiting = queue.current;
      const last = waiting.at(-1);
      timer.current = null;
      if (last === undefined) return;
      queue.current = [];
      setSpoken(waiting.length > 1 ? `${last} ${moreRef.current(waiting.length - 1)}` : last);
      timer.current = setTimeout(speak, GAP_MS);
    };
    if (timer.current === null) speak();
  }, [sentences]);

  useEffect(() => () => void (timer.current !== null && clearTimeout(timer.current)), []);
  return spoken;
}
