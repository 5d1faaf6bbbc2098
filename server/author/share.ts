/** A part of the labs: those at the places part, part + of, part + 2 of ... (counted from 1). */
export type Share = { part: number; of: number };

export const WHOLE: Share = { part: 1, of: 1 };

const DAY_MS = 86_400_000;

/**
 * @param text 2/3, or today/3: another part each day (UTC), so that days in a row meet all
 * @throws Error with a sentence for what is no share
 */
export function parseShare(text: string, now = Date.now()): Share {
  const [, which, number] = /^(\d{1,3}|today)\/(\d{1,3})$/.exec(text) ?? [];
  const of = Number(number);
  const part = which === "today" ? (Math.floor(now / DAY_MS) % of) + 1 : Number(which);
  if (part >= 1 && part <= of) return { part, of };
  throw new Error(`--share ${text}: write which of how many parts, as 1/3, 2/3 or 3/3, or today/3.`);
}

export const formatShare = ({ part, of }: Share): string => `${part}/${of}`;

/** @param index from 0 */
export const isInShare = (index: number, { part, of }: Share): boolean => index % of === part - 1;
