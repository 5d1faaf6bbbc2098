import type { Move } from "./plan-walk.ts";

/** What a level shows: the real time that passed, how long it is shown, and how many times slower that is. */
export type Pace = {
  /** Real time of the quickest and the slowest of what moves at once, in microseconds; 0: less than one. */
  micros: { least: number; most: number };
  shownMs: number;
  /** Shown time by real time of the slowest, to two digits; under 1: shown faster than it was. With less than 1 µs: at least so much. */
  factor: number;
};

/** Null for a level in which nothing passes. */
export function paceOf(moves: readonly Move[], shownMs: number): Pace | null {
  if (moves.length === 0) return null;
  const times = moves.map(({ micros }) => micros);
  const micros = { least: Math.min(...times), most: Math.max(...times) };
  return { micros, shownMs, factor: twoDigits((shownMs * 1_000) / Math.max(1, micros.most)) };
}

/** Rounded to two digits. */
export function twoDigits(value: number): number {
  return Number(value.toPrecision(2));
}

/** "850 µs", "1.2 ms", "3.04 s": microseconds as a person reads them. */
export function timeText(micros: number): string {
  if (micros < 1_000) return `${Math.round(micros)} µs`;
  if (micros < 1_000_000) return `${Number((micros / 1_000).toPrecision(3))} ms`;
  return `${Number((micros / 1_000_000).toPrecision(4))} s`;
}
