import { createInterface } from "node:readline/promises";
import { LabFrontMatter } from "../../lib/contract/lab.ts";
import type { NewLabWish } from "./lab-template.ts";

export type NewLabOptions = {
  labs: string;
  track?: string;
  title?: string;
  titleZh?: string;
  summary?: string;
  summaryZh?: string;
  minutes: string;
  level: string;
};

const QUESTIONS = [
  ["track", "--track", "Track of curriculum.yaml"],
  ["title", "--title", "Title in English"],
  ["titleZh", "--title-zh", "Title in Chinese"],
  ["summary", "--summary", "Summary in English, one sentence"],
  ["summaryZh", "--summary-zh", "Summary in Chinese"],
] as const;

/**
 * What a new lab is called: from the flags, and in a terminal by asking for the rest.
 * @throws Error with a sentence for a flag that is missing or wrong
 */
export async function askForLab(id: string, options: NewLabOptions): Promise<{ wish: NewLabWish; track: string }> {
  const minutes = Number(options.minutes);
  const level = LabFrontMatter.shape.level.safeParse(options.level);
  if (!Number.isInteger(minutes) || minutes < 1)
    throw new Error(`--minutes ${options.minutes} is no number of minutes: write one such as 15.`);
  if (!level.success) throw new Error(`--level ${options.level} is no level: write beginner, intermediate or advanced.`);
  const said: Partial<Record<(typeof QUESTIONS)[number][0], string>> = {};
  const missing = QUESTIONS.filter(([key]) => !options[key]?.trim());
  if (missing.length > 0 && !process.stdin.isTTY)
    throw new Error(`missing: ${missing.map(([, flag]) => flag).join(", ")} (in a terminal you are asked for them).`);
  const lines = missing.length > 0 ? createInterface({ input: process.stdin, output: process.stderr }) : null;
  try {
    for (const [key, , question] of missing) {
      while (!said[key]) said[key] = (await lines!.question(`${question}: `)).trim();
    }
  } finally {
    lines?.close();
  }
  const get = (key: (typeof QUESTIONS)[number][0]) => said[key] ?? options[key]!.trim();
  const wish = {
    id,
    title: get("title"),
    titleZh: get("titleZh"),
    summary: get("summary"),
    summaryZh: get("summaryZh"),
    minutes,
    level: level.data,
  };
  return { wish, track: get("track") };
}
