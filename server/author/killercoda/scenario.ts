import { z } from "zod";
import type { Finding } from "./finding.ts";
import { Refusal } from "./not-carried.ts";

const Page = z.looseObject({
  title: z.string().optional(),
  text: z.string().optional(),
  verify: z.string().optional(),
  foreground: z.string().optional(),
  background: z.string().optional(),
  /** Katacoda's words for foreground and background. */
  code: z.string().optional(),
  courseData: z.string().optional(),
});
export type Page = z.infer<typeof Page>;

const Asset = z.looseObject({ file: z.string().min(1), target: z.string().min(1), chmod: z.string().optional() });
export type Asset = z.infer<typeof Asset>;

/** index.json. Keys that we do not know are let through and reported. */
const Scenario = z.looseObject({
  title: z.string().optional(),
  description: z.string().optional(),
  difficulty: z.string().optional(),
  time: z.union([z.string(), z.number()]).optional(),
  details: z.looseObject({
    title: z.string().optional(),
    description: z.string().optional(),
    intro: Page.optional(),
    steps: z.array(Page).min(1),
    finish: Page.optional(),
    assets: z.record(z.string(), z.array(Asset)).optional(),
  }),
  backend: z.looseObject({ imageid: z.string().optional() }).optional(),
});
export type Scenario = z.infer<typeof Scenario>;

/** structure.json of a course: its scenarios in order. */
const Course = z.looseObject({
  items: z
    .array(z.looseObject({ path: z.string().min(1), title: z.string().optional() }))
    .min(1)
    .max(200),
});
export type Course = z.infer<typeof Course>;

/** @throws Error with a sentence where the text is not JSON, or no index.json */
export const parseScenario = (text: string, file: string): Scenario => parse(text, file, Scenario);
/** @throws Error with a sentence where the text is not JSON, or no structure.json */
export const parseCourse = (text: string, file: string): Course => parse(text, file, Course);

function parse<S extends z.ZodType>(text: string, file: string, schema: S): z.output<S> {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (cause) {
    throw new Refusal("no-json", `${file} is not JSON (${(cause as Error).message}): correct it and import again.`, { cause });
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  throw new Refusal(
    "wrong-shape",
    `${file}: ${issue.path.map(String).join(".") || "the whole"}: ${issue.message}: correct it and import again.`,
  );
}

const SCENARIO_KEYS = ["title", "description", "difficulty", "time", "details", "backend"];
const DETAILS_KEYS = ["title", "description", "intro", "steps", "finish", "assets"];
const PAGE_KEYS = ["title", "text", "verify", "foreground", "background", "code", "courseData"];

/** What index.json says and a lab has no word for. */
export function listUnknown(scenario: Scenario, file: string, text: string): Finding[] {
  const pages = [scenario.details.intro, ...scenario.details.steps, scenario.details.finish];
  const keys = [
    ...unknownOf(scenario, SCENARIO_KEYS),
    ...unknownOf(scenario.details, DETAILS_KEYS),
    ...pages.flatMap((page) => unknownOf(page ?? {}, PAGE_KEYS)),
    ...unknownOf(scenario.backend ?? {}, ["imageid"]),
    ...Object.values(scenario.details.assets ?? {})
      .flat()
      .flatMap((asset) => unknownOf(asset, ["file", "target", "chmod"])),
  ];
  return [...new Set(keys)].map((key) => ({
    kind: "unknown-key" as const,
    file,
    line: lineOf(text, `"${key}"`),
    what: `"${key}" has no counterpart in a lab`,
    cure: "it was left out: see whether the lab needs something else for it",
  }));
}

const unknownOf = (value: object, known: string[]) => Object.keys(value).filter((key) => !known.includes(key));

/** Line of the first place where a word stands, 1 where it does not. */
export const lineOf = (text: string, word: string): number => text.slice(0, Math.max(0, text.indexOf(word))).split("\n").length;
