import { useEffect, useReducer } from "react";

/** Unix ms on the given clock, read anew four times a second while it runs. */
export function useNow(now: () => number, runs: boolean): number {
  const [, tick] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    if (!runs) return;
    const timer = setInterval(tick, 250);
    return () => clearInterval(timer);
  }, [runs]);
  return now();
}
