import type { Complaint } from "./lab-problem.ts";

/** What a fenced block is for: run = click to run, copy = click to copy, console = sample output (values may differ), code = to read. */
export const FENCE_BLOCKS = ["run", "copy", "console", "code"] as const;
export type Fence = { block: (typeof FENCE_BLOCKS)[number]; language: string; terminal: string | null };

/** What a fence may be written in. */
export const FENCE_LANGUAGES = [
  "bash",
  "c",
  "console",
  "cpp",
  "css",
  "diff",
  "dockerfile",
  "html",
  "http",
  "ini",
  "javascript",
  "json",
  "makefile",
  "nginx",
  "python",
  "sql",
  "text",
  "toml",
  "yaml",
] as const;

const CURE = "write ```bash run, ```bash run=TERMINAL, ```bash copy, ```console or ```LANGUAGE";

/** Reads the words after ``` . The answer is the fence, or what is wrong with it. */
export function parseFence(
  lang: string | null | undefined,
  meta: string | null | undefined,
  terminals: string[],
): Fence | Complaint {
  const language = lang ?? "text";
  if (!(FENCE_LANGUAGES as readonly string[]).includes(language)) {
    return {
      message: `unknown fence language "${language}"`,
      cure: `${CURE} (languages: ${FENCE_LANGUAGES.join(", ")})`,
    };
  }
  const words = (meta ?? "").split(/\s+/).filter(Boolean);
  if (language === "console" && words.length === 0) return { block: "console", language, terminal: null };
  const [word, ...rest] = words;
  if (word === undefined) return { block: "code", language, terminal: null };
  if (rest.length > 0) return { message: `fence word "${rest[0]}" is one too many`, cure: CURE };
  if (word === "copy") return { block: "copy", language, terminal: null };
  const [name, terminal] = word.split("=", 2);
  if (name !== "run") return { message: `unknown fence word "${word}"`, cure: CURE };
  if (language !== "bash") return { message: `only bash can be run, not ${language}`, cure: `write \`\`\`bash ${word}` };
  if (terminal === undefined) return { block: "run", language, terminal: null };
  if (!terminals.includes(terminal)) {
    return {
      message: `terminal "${terminal}" does not exist in this lab`,
      cure: `add it to sandbox.terminals in lab.md (now: ${terminals.join(", ")}) or use one of those`,
    };
  }
  return { block: "run", language, terminal };
}
