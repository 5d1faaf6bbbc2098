import type { ThemeRegistrationRaw } from "@shikijs/core";
import { CODE_HUES, type HueLetter } from "../../../lib/contract/code-colours.ts";

/** Scopes of the TextMate grammars by what they are for a reader. Of two that fit, the longer decides (TextMate's rule). */
const SCOPES: Record<HueLetter, string[]> = {
  c: ["comment", "punctuation.definition.comment"],
  d: ["markup.deleted", "punctuation.definition.deleted"],
  e: ["text.shell-session source.shell"],
  f: ["entity.name.function", "entity.name.command", "support.function", "meta.function-call.generic"],
  i: ["markup.inserted", "punctuation.definition.inserted"],
  k: ["keyword", "storage", "entity.name.section.group-title", "meta.diff.range", "meta.diff.header", "variable.language"],
  n: ["constant", "keyword.other.unit"],
  o: ["constant.other.option"],
  p: ["punctuation.separator.prompt", "entity.other.prompt-prefix"],
  s: ["string", "punctuation.definition.string"],
  t: ["entity.name.tag", "entity.name.type", "entity.other.attribute-name", "support.type", "keyword.other.definition.ini"],
  v: ["variable", "punctuation.definition.variable"],
};

/** Look like words to a reader, whatever the grammar calls them: arguments of a command, signs. */
const PLAIN = ["string.unquoted.argument", "keyword.operator", "variable.parameter", "variable.other.readwrite.ini"];
const PLAIN_HUE = "#000000";

const LETTERS = Object.keys(CODE_HUES) as HueLetter[];
const toColour = (index: number) => `#0000${(index + 1).toString(16).padStart(2, "0")}`;

/** A theme whose colours are no colours: each stands for a letter, and the stylesheet says what that looks like in light and in dark. */
export const CODE_THEME: ThemeRegistrationRaw = {
  name: "letters",
  type: "light",
  settings: [
    { settings: { foreground: PLAIN_HUE, background: "#ffffff" } },
    ...LETTERS.map((letter, index) => ({ scope: SCOPES[letter], settings: { foreground: toColour(index) } })),
    { scope: PLAIN, settings: { foreground: PLAIN_HUE } },
  ],
};

/** The letter that a colour of the theme stands for; "" for plain. */
export const letterOf = (colour: string | undefined): HueLetter | "" =>
  LETTERS.find((_letter, index) => toColour(index) === colour?.toLowerCase()) ?? "";
