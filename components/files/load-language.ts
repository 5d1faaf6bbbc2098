import { LanguageSupport, StreamLanguage } from "@codemirror/language";
import type { EditorLanguage } from "./language-of.ts";

/** Each language is fetched when the first file of it is opened. */
const LOADERS: Record<Exclude<EditorLanguage, "plain">, () => Promise<LanguageSupport>> = {
  dockerfile: async () => legacy((await import("@codemirror/legacy-modes/mode/dockerfile")).dockerFile),
  shell: async () => legacy((await import("@codemirror/legacy-modes/mode/shell")).shell),
  nginx: async () => legacy((await import("@codemirror/legacy-modes/mode/nginx")).nginx),
  properties: async () => legacy((await import("@codemirror/legacy-modes/mode/properties")).properties),
  yaml: async () => (await import("@codemirror/lang-yaml")).yaml(),
  json: async () => (await import("@codemirror/lang-json")).json(),
  python: async () => (await import("@codemirror/lang-python")).python(),
  markdown: async () => (await import("@codemirror/lang-markdown")).markdown(),
  html: async () => (await import("@codemirror/lang-html")).html(),
  css: async () => (await import("@codemirror/lang-css")).css(),
  javascript: async () => (await import("@codemirror/lang-javascript")).javascript({ typescript: true, jsx: true }),
};

const legacy = (mode: Parameters<typeof StreamLanguage.define>[0]) => new LanguageSupport(StreamLanguage.define(mode));

/** Null for plain text. */
export const loadLanguage = async (language: EditorLanguage): Promise<LanguageSupport | null> =>
  language === "plain" ? null : LOADERS[language]();
