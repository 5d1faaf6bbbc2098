import { useEffect, useReducer } from "react";
import type { FrameTexts } from "./frame-texts.ts";
import { type Freshness, freshnessOf } from "./freshness.ts";

export type BadgeFacts = Omit<Parameters<typeof freshnessOf>[0], "now"> & { now: () => number };

const oneDecimal = (ms: number): string => (ms / 1000).toFixed(ms < 10_000 ? 1 : 0);

function badgeText(fresh: Freshness, t: FrameTexts): string {
  if (fresh.kind === "live") return t.live(oneDecimal(fresh.ageMs));
  if (fresh.kind === "stale") return t.stale(oneDecimal(fresh.ageMs));
  if (fresh.kind === "paused") return t.paused(fresh.waiting);
  return t[fresh.kind];
}

/** Re-renders its caller every `ms` so that ages stay true; 0 stops the clock. */
function useTick(ms: number): void {
  const [, tick] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    if (ms === 0) return;
    const timer = setInterval(tick, ms);
    return () => clearInterval(timer);
  }, [ms]);
}

/** "live · 0.3 s": only this small component follows the clock, the diagram beside it does not re-render. */
export function LiveBadge({ facts, t }: { facts: BadgeFacts; t: FrameTexts }) {
  const still = facts.paused || !facts.connected || facts.confirmedAt === null;
  useTick(still ? 0 : 200);
  const fresh = freshnessOf({ ...facts, now: facts.now() });
  return (
    <span className="gd-badge" data-fresh={fresh.kind}>
      <i aria-hidden="true" />
      {badgeText(fresh, t)}
    </span>
  );
}

/** A sentence across the picture when it must not be trusted blindly; nothing while it is live. */
export function StaleNotice({ facts, t }: { facts: BadgeFacts; t: FrameTexts }) {
  useTick(facts.paused || facts.confirmedAt === null ? 0 : 500);
  const { kind } = freshnessOf({ ...facts, now: facts.now() });
  if (kind !== "stale" && kind !== "disconnected") return null;
  return (
    <p className="gd-stale" data-fresh={kind}>
      {kind === "stale" ? t.staleWhy : t.disconnectedWhy}
    </p>
  );
}
