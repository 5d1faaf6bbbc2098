import { createHash } from "node:crypto";

/** Read aloud and typed: no letter that looks or sounds like another's digit. */
const LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
const LENGTH = 5;

/**
 * A short name for a person, to be told to an instructor across the room. It opens nothing, and says nothing of the person's secret; in a
 * class of a hundred two are alike once in six thousand classes.
 */
export function toPersonCode(person: string): string {
  const digest = createHash("sha256").update(`code of ${person}`).digest();
  return Array.from(digest.subarray(0, LENGTH), (byte) => LETTERS[byte % LETTERS.length]).join("");
}
