import type { Me } from "../../lib/contract/browser-protocol.ts";
import type { LabCard } from "../../lib/contract/lesson-view.ts";

/** How one lab stands for one person, as its card shows it. */
export type LabStatus =
  | { kind: "unknown" }
  | { kind: "unavailable"; reasons: string[] }
  | { kind: "untouched" }
  | { kind: "begun"; passed: number; total: number; at: string | null; running: boolean }
  | { kind: "done"; total: number; running: boolean };

/** What of a card decides how it stands. */
export type StandingCard = Pick<LabCard, "id" | "requires" | "steps">;

/**
 * A card's state from what the server knows of this person; unknown until that has arrived. A lab whose kernel feature is missing is
 * unavailable, with the host's own reason.
 */
export function labStatus(card: StandingCard, me: Me | null): LabStatus {
  if (!me) return { kind: "unknown" };
  const reasons = card.requires.flatMap((id) => {
    const feature = me.missing.find((missing) => missing.id === id);
    return feature ? [feature.reason] : [];
  });
  if (reasons.length > 0) return { kind: "unavailable", reasons };
  const mine = me.labs.find((entry) => entry.lab === card.id);
  if (!mine) return { kind: "untouched" };
  if (mine.total > 0 && mine.passed >= mine.total) return { kind: "done", total: mine.total, running: mine.running };
  if (mine.passed === 0 && mine.at === null && !mine.running) return { kind: "untouched" };
  return { kind: "begun", passed: mine.passed, total: mine.total || card.steps.length, at: mine.at, running: mine.running };
}
