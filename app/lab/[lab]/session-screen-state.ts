import type { SessionScreenState } from "../../../components/workbench/session-screen.tsx";
import { type LabState, labPhase } from "./lab-state.ts";

/** What to show in place of the terminal while there is none. */
export function sessionScreen(state: LabState): SessionScreenState {
  const phase = labPhase(state);
  if (state.problem?.code === "too-many") return { kind: "too-many", running: state.running };
  if (state.problem?.code === "unavailable" || state.problem?.code === "not-ready")
    return { kind: state.problem.code, detail: state.problem.error };
  if (state.problem?.code === "no-answer") return { kind: "no-answer" };
  if (phase === "full" || phase === "refused") return { kind: phase, detail: state.problem?.error ?? "" };
  if (phase === "ended")
    return { kind: "ended", because: state.sandbox?.endedBecause ?? "died", detail: state.sandbox?.detail ?? null };
  return { kind: "starting", detail: state.sandbox?.detail ?? null };
}
