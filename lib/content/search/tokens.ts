import type { Query } from "minisearch";

/** A run of Chinese characters, or of letters and digits of any other script: memory.max and CLONE_NEWNET are two words each. */
const RUN = /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu;
const HAN = /^\p{Script=Han}/u;
/** More words than anybody types; each costs a look through the index. */
const MOST_RUNS = 10;
/** Shorter words have too many neighbours that mean something else: net and get. */
const FUZZY_FROM = 5;
/** Two letters of six: two that changed places count as two. */
const FUZZY = 0.25;

const words = new Intl.Segmenter("zh-CN", { granularity: "word" });

/** As texts and questions are compared: any case, any width of letters. */
const plain = (text: string): string => text.normalize("NFKC").toLowerCase();

/**
 * What of a text is looked up: of Chinese its words and all its characters and pairs of characters, so that any part of a word is found
 * and a text that was segmented otherwise than a question is too.
 */
export function toIndexTokens(text: string): string[] {
  return (plain(text).match(RUN) ?? []).flatMap((run) =>
    HAN.test(run) ? [...longWords(run), ...characters(run), ...pairs(run)] : [run],
  );
}

export type Asked = {
  combineWith: "AND" | "OR";
  /** Forgives a letter that is wrong. */
  fuzzy: boolean;
};

/** The question for the index; null: there is nothing to ask. */
export function toQuery(text: string, { combineWith, fuzzy }: Asked): Query | null {
  const runs = (plain(text).match(RUN) ?? []).slice(0, MOST_RUNS);
  if (runs.length === 0) return null;
  return { combineWith, queries: runs.map((run) => (HAN.test(run) ? ofChinese(run, combineWith) : ofWord(run, fuzzy))) };
}

/** What is half typed is found. */
const ofWord = (run: string, fuzzy: boolean): Query => ({
  queries: [run],
  prefix: run.length > 1,
  fuzzy: fuzzy && run.length >= FUZZY_FROM ? FUZZY : false,
});

/** Either as it stands, part of a word included, or its words wherever they are, all or any; whole words count for more. */
function ofChinese(run: string, combineWith: "AND" | "OR"): Query {
  if (characters(run).length === 1) return exactly([run]);
  const found = segments(run).filter((word) => characters(word).length > 1);
  if (combineWith === "OR" && found.length > 0) return { combineWith, queries: found.map((word) => exactly(pairs(word))) };
  const wanted = found.length > 0 ? [found.flatMap(pairs), found] : [];
  return { combineWith: "OR", queries: [pairs(run), ...wanted].map(exactly) };
}

const exactly = (tokens: string[]): Query => ({ combineWith: "AND", queries: tokens, prefix: false, fuzzy: false });

const segments = (run: string): string[] => [...words.segment(run)].map(({ segment }) => segment);
/** A word of two is a pair already. */
const longWords = (run: string): string[] => segments(run).filter((word) => characters(word).length > 2);
const characters = (run: string): string[] => [...run];
const pairs = (run: string): string[] => {
  const each = characters(run);
  return each.slice(1).map((character, index) => each[index]! + character);
};
