import { toVisibleCut } from "../proc/byte-text.ts";

const MOST_CHARACTERS = 400;

/** Text out of a JSON file for people: escaped and capped. */
export const shown = (text: string): string => toVisibleCut(Buffer.from(text).toString("latin1"), MOST_CHARACTERS);
