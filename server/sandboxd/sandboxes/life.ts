/** What decides whether a sandbox goes on. Times in Unix milliseconds. */
export type Life = { now: number; alive: boolean; activeAt: number; expiresAt: number; profile: { idleSeconds: number } };

/** Why a sandbox has to end now, or undefined while it may go on. */
export function toEndReason({ now, alive, activeAt, expiresAt, profile }: Life): "died" | "expired" | "idle" | undefined {
  if (!alive) return "died";
  if (now >= expiresAt) return "expired";
  if (now >= activeAt + profile.idleSeconds * 1000) return "idle";
  return undefined;
}
