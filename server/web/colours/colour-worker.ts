import { parentPort } from "node:worker_threads";
import { createHighlighterCore, type HighlighterCore, type LanguageInput } from "@shikijs/core";
import { createOnigurumaEngine } from "@shikijs/engine-oniguruma";
import { CODE_THEME, letterOf } from "./code-theme.ts";
import { toColours } from "./to-colours.ts";

export type ColourRequest = { seq: number; language: string; text: string };
export type ColourAnswer = { seq: number; colours: string };

/** Grammars of the fences' languages, read when they are first needed. "text" has none. */
const GRAMMARS: Record<string, { name: string; grammar: () => LanguageInput }> = {
  bash: { name: "shellscript", grammar: () => import("@shikijs/langs/shellscript") },
  c: { name: "c", grammar: () => import("@shikijs/langs/c") },
  console: { name: "shellsession", grammar: () => import("@shikijs/langs/shellsession") },
  cpp: { name: "cpp", grammar: () => import("@shikijs/langs/cpp") },
  css: { name: "css", grammar: () => import("@shikijs/langs/css") },
  diff: { name: "diff", grammar: () => import("@shikijs/langs/diff") },
  dockerfile: { name: "docker", grammar: () => import("@shikijs/langs/docker") },
  html: { name: "html", grammar: () => import("@shikijs/langs/html") },
  http: { name: "http", grammar: () => import("@shikijs/langs/http") },
  ini: { name: "ini", grammar: () => import("@shikijs/langs/ini") },
  javascript: { name: "javascript", grammar: () => import("@shikijs/langs/javascript") },
  json: { name: "json", grammar: () => import("@shikijs/langs/json") },
  makefile: { name: "make", grammar: () => import("@shikijs/langs/make") },
  nginx: { name: "nginx", grammar: () => import("@shikijs/langs/nginx") },
  python: { name: "python", grammar: () => import("@shikijs/langs/python") },
  sql: { name: "sql", grammar: () => import("@shikijs/langs/sql") },
  toml: { name: "toml", grammar: () => import("@shikijs/langs/toml") },
  yaml: { name: "yaml", grammar: () => import("@shikijs/langs/yaml") },
};

/** A longer line stays plain. No limit by time: it would leave a line half coloured, and a slow machine would keep that. */
const LIMITS = { tokenizeMaxLineLength: 2000, tokenizeTimeLimit: 0 };

let made: Promise<HighlighterCore> | null = null;
const highlighter = () => {
  made ??= createHighlighterCore({
    themes: [CODE_THEME],
    langs: [],
    engine: createOnigurumaEngine(import("@shikijs/engine-oniguruma/wasm-inlined")),
  });
  return made;
};

async function colour(language: string, text: string): Promise<string> {
  const known = Object.hasOwn(GRAMMARS, language) ? GRAMMARS[language] : undefined;
  if (known === undefined) return "";
  const shiki = await highlighter();
  await shiki.loadLanguage(known.grammar());
  const lines = shiki.codeToTokensBase(text, { lang: known.name, theme: CODE_THEME.name!, ...LIMITS });
  return toColours(
    text,
    lines.map((line) => line.map(({ content, color }) => ({ content, letter: letterOf(color) }))),
  );
}

// One after the other: whoever waits for us knows then over which text we never came to an end.
let turn: Promise<void> = Promise.resolve();
parentPort?.on("message", ({ seq, language, text }: ColourRequest) => {
  const answer = (colours: string) => parentPort?.postMessage({ seq, colours } satisfies ColourAnswer);
  // A grammar that fails costs the text its colours, nothing else.
  turn = turn.then(() => colour(language, text).then(answer, () => answer("")));
});
