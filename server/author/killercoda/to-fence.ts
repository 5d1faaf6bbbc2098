import { FENCE_LANGUAGES } from "../../../lib/content/parse-fence.ts";
import type { Lost } from "./not-carried.ts";
import { type Marker, parseMarker } from "./parse-marker.ts";

/** A block of ours, and what was lost on the way: sentences without a place. */
export type OurBlock = {
  lines: string[];
  /** A command that the learner runs, for the draft of solve.sh. */
  command: string | null;
  terminal: string | null;
  lost: { kind: Lost; what: string; cure: string }[];
};

/** Katacoda's T1, T2 ... by the name that a lab gives them. A sandbox has six. */
const TERMINALS = ["main", "second", "third", "fourth", "fifth", "sixth"];

const LANGUAGES: Record<string, string> = {
  sh: "bash",
  shell: "bash",
  zsh: "bash",
  yml: "yaml",
  js: "javascript",
  py: "python",
  py3: "python",
  python3: "python",
  plain: "text",
  plaintext: "text",
  txt: "text",
  "c++": "cpp",
  make: "makefile",
  docker: "dockerfile",
};

/**
 * Code with its marker as a block of a lab.
 * @param info the words behind the opening fence; "" for code in a line
 * @param inside the text in {{ }}; null without a marker
 */
export function toFence(code: string, info: string, inside: string | null): OurBlock {
  const marker = parseMarker(inside ?? "");
  const lost: OurBlock["lost"] = [];
  const [word = "", ...rest] = info.split(/\s+/);
  if (rest.length > 0) {
    lost.push({
      kind: "fence-words",
      what: `the words "${rest.join(" ")}" behind the fence mean nothing here`,
      cure: "they were left out",
    });
  }
  const unknown = marker.action === "unknown" ? [inside!.trim()] : marker.unknown;
  const unknownWords = unknown.map((each) => `{{${each}}}`).join(", ");
  if (unknown.length > 0) {
    lost.push({
      kind: "unknown-marker",
      what: `the marker ${unknownWords} has no counterpart`,
      cure: "the code is shown, not run: say in the text what to do",
    });
  }
  if (marker.action === "open") return toFile(code, lost);
  if (marker.action === "run" && marker.host > 1) {
    lost.push({
      kind: "second-host",
      what: `this command is for host ${marker.host}, and a lab has one sandbox`,
      cure: "it is shown, not run: make the second host with ip netns or docker, or take it out",
    });
  } else if (marker.action === "run" && unknown.length === 0 && marker.noNewline) {
    lost.push({
      kind: "no-newline",
      what: "no-newline: a command cannot be typed without Enter here",
      cure: "it became a block to copy: say in the text when to press Enter",
    });
    return { lines: fence("text copy", code), command: null, terminal: null, lost };
  } else if (marker.action === "run" && unknown.length === 0) {
    return toRun(code, marker, lost);
  }
  const language = toLanguage(word, lost);
  const copied = marker.action === "copy" ? `${language || "text"} copy` : language;
  return { lines: fence(copied, code), command: null, terminal: null, lost };
}

function toRun(code: string, marker: Marker, lost: OurBlock["lost"]): OurBlock {
  const name = marker.terminal === null ? null : (TERMINALS[marker.terminal - 1] ?? null);
  if (marker.terminal !== null && name === null) {
    lost.push({
      kind: "many-terminals",
      what: `there is no terminal ${marker.terminal}, a lab has at most ${TERMINALS.length}`,
      cure: "the command runs in the one in front",
    });
  }
  const lines = fence(name === null ? "bash run" : `bash run=${name}`, code);
  if (!marker.interrupt) return { lines, command: code, terminal: name, lost };
  lost.push({
    kind: "interrupt",
    what: "interrupt: a click does not press Ctrl-C first here",
    cure: "a sentence before the command says so",
  });
  return { lines: ["Press Ctrl-C in that terminal first.", "", ...lines], command: code, terminal: name, lost };
}

function toFile(code: string, lost: OurBlock["lost"]): OurBlock {
  const path = code.startsWith("/") ? code : `/root/${code.replace(/^(~|\.)\//, "")}`;
  if (path !== code)
    lost.push({
      kind: "file-without-folder",
      what: `the file ${code} was named without its folder`,
      cure: `${path} is opened: correct the path if it lies elsewhere`,
    });
  return { lines: [`::file{path=${JSON.stringify(path)}}`], command: null, terminal: null, lost };
}

function toLanguage(word: string, lost: OurBlock["lost"]): string {
  const given = word.toLowerCase();
  const language = Object.hasOwn(LANGUAGES, given) ? LANGUAGES[given]! : given;
  if (language === "" || (FENCE_LANGUAGES as readonly string[]).includes(language)) return language;
  lost.push({ kind: "language", what: `the language "${word}" is not known here`, cure: "the block is shown without colours" });
  return "text";
}

function fence(info: string, code: string): string[] {
  const longest = Math.max(0, ...[...code.matchAll(/`+/g)].map((run) => run[0].length));
  const ticks = "`".repeat(Math.max(3, longest + 1));
  return [`${ticks}${info}`, ...code.split("\n"), ticks];
}
