/** From here on the remaining time is worth a warning. */
export const SOON_MS = 5 * 60_000;

export type Remaining = { text: string; tone: "calm" | "soon" | "over" };

/** Time left until expiresAt (server clock, Unix ms): hours and minutes while there is plenty, minutes and seconds towards the end. */
export function remaining(expiresAt: number, now: number): Remaining {
  const left = Math.max(0, expiresAt - now);
  const seconds = Math.ceil(left / 1000);
  const two = (value: number) => String(value).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const text = hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
  return { text, tone: left === 0 ? "over" : left <= SOON_MS ? "soon" : "calm" };
}
