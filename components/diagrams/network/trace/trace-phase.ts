import type { PacketTrace } from "../../../../lib/contract/kernel/packet-trace.ts";

/** A result that has not come so long after its time is not waited for any more, in ms. */
const OVERDUE_MS = 8_000;

/** How a trace stands. idle: none yet. gathering: its time is over, its packets have not come yet. overdue: they will not come. */
export type TracePhase =
  | { kind: "idle" }
  | { kind: "capturing"; secondsLeft: number }
  | { kind: "gathering" }
  | { kind: "overdue" }
  | { kind: "empty" }
  | { kind: "ended" };

/** now: Unix ms on sandboxd's clock. */
export function tracePhase(trace: PacketTrace | null, now: number): TracePhase {
  if (!trace) return { kind: "idle" };
  if (trace.state === "ended") return { kind: trace.frames === 0 ? "empty" : "ended" };
  const left = trace.endsAt - now;
  if (left > 0) return { kind: "capturing", secondsLeft: Math.ceil(left / 1_000) };
  return { kind: left > -OVERDUE_MS ? "gathering" : "overdue" };
}

/** How many namespaces are or were listened in. */
export const heardIn = ({ namespaces }: PacketTrace): number => namespaces.filter(({ unread }) => unread === null).length;
