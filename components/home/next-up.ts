import type { Me } from "../../lib/contract/browser-protocol.ts";
import type { LabCard } from "../../lib/contract/lesson-view.ts";
import { labStatus, type StandingCard } from "./lab-status.ts";

export type NextUp<Card extends StandingCard = LabCard> = { card: Card; why: "running" | "begun" | "begin"; step: string | null };

/** The lab to offer first: one that runs, else one begun, else the first untouched; null when all is done or nothing can run. */
export function nextUp<Card extends StandingCard>(cards: readonly Card[], me: Me): NextUp<Card> | null {
  const open = cards.map((card) => ({ card, status: labStatus(card, me) }));
  const begun = open.flatMap(({ card, status }) => (status.kind === "begun" ? [{ card, status }] : []));
  const going = begun.find(({ status }) => status.running) ?? begun[0];
  if (going) {
    const step = going.card.steps.find(({ id }) => id === going.status.at)?.title ?? null;
    return { card: going.card, why: going.status.running ? "running" : "begun", step };
  }
  const first = open.find(({ status }) => status.kind === "untouched");
  return first ? { card: first.card, why: "begin", step: null } : null;
}

/** The lab to offer to who has done this one: what nextUp says of those that follow it, and then of those before it. */
export function nextAfter<Card extends StandingCard>(cards: readonly Card[], me: Me, lab: string): NextUp<Card> | null {
  const at = cards.findIndex(({ id }) => id === lab);
  return nextUp([...cards.slice(at + 1), ...cards.slice(0, Math.max(at, 0))], me);
}
