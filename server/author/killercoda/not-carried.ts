/**
 * Everything that an import cannot carry over as it was, by a short name: [in the scenario, in the lab]. Each is a row of labs/README.md,
 * and each finding names one.
 */
export const LOST = {
  "second-host": ["a command with `{{exec HOST2}}`", "code to read: a lab has one sandbox"],
  "unknown-marker": ["`{{execute ctrl-seq}}`, words in a marker that nobody knows", "code to read"],
  "no-newline": ["`{{execute no-newline}}`", "a block to copy: a command cannot be typed without Enter"],
  interrupt: ["`{{exec interrupt}}`", 'a sentence, "Press Ctrl-C in that terminal first.", and a block to run'],
  "many-terminals": ["a terminal beyond the sixth, `{{execute T7}}`", "a block that runs in the terminal in front"],
  "stray-marker": ["a marker behind no code", "text"],
  "file-without-folder": ["`` `app.js`{{open}} ``", "`::file{path=/root/app.js}`, a guess"],
  "fence-words": ["words behind a fence's language", "left out"],
  language: ["a language that has no colours here", "the block without colours"],
  "unclosed-block": ["a block of code without an end", "code up to the end of the file"],
  "directive-line": ['a line that begins with "::"', "text, its colons as code"],
  "raw-html": ["raw HTML other than `<details>`, `<kbd>`, `<br>` and comments", "text that shows the tag"],
  picture: ["a picture", "its words, with a link where it is on the web"],
  "traffic-selector": ["a link to `{{TRAFFIC_SELECTOR}}`", "the words of the link"],
  "other-host-address": ["`{{TRAFFIC_HOST2_80}}` and other hosts' addresses", "the same port of the one sandbox"],
  "strange-address": ["an address that the preview cannot open", "its port alone"],
  "address-in-code": ["an address of the machine in code", "`http://localhost:PORT`"],
  "own-address": ["`[[HOST_IP]]`", "127.0.0.1"],
  "no-value": ["`[[HOST2_IP]]`, `[[UUID]]`, `{{TRAFFIC_...}}` that nobody knows", "left as it is"],
  "typed-answer": ["a question with a typed answer (`===`, `=~=`)", "the question, and its answer folded"],
  "poor-question": ["a question without two choices, one of them right", "text"],
  "quiz-reason": ["a question's reason, which Katacoda has not", "the right choice in its place"],
  "intro-verify": ["`verify` of the introduction", "left out"],
  "verify-hints": ["`verify` that prints no hint", "`check.sh`, with a sentence that says nothing of what is missing"],
  "no-solution": ["a model answer, which Killercoda has not", "`solve.sh`, unfinished, with the commands of the text"],
  "script-place": ["where `background` and `foreground` ran", "`setup.sh`, which nobody sees, 60 seconds long"],
  internet: ["lines of scripts that reach for the internet", "as they are: a sandbox has none"],
  "not-there": ["lines of scripts with Kubernetes' commands or Killercoda's own files", "as they are: a sandbox has none"],
  "other-host-assets": ["`assets` of other hosts than `host01`", "left out"],
  "unknown-key": ["keys of `index.json` that a lab has no word for (`interface` and others)", "left out"],
  "no-description": ["no `description`", "the title once more, as summary"],
  "no-time": ["no `time`", "five minutes for each step"],
  "no-level": ["no `difficulty`, or one of other words", "`level: beginner`, a guess"],
  machine: ["`backend.imageid`", "Debian 13, with `engine: docker` where its name or a command says docker"],
  "course-title": ["a scenario's title in `structure.json`", "its own title of `index.json`"],
  "no-chinese": ["Chinese texts, which there are none of", "missing: no learner sees the lab before"],
} as const satisfies Record<string, readonly [there: string, here: string]>;
export type Lost = keyof typeof LOST;

/** Everything for which an import ends before anything is written: [what is wrong, the cure]. Each is a row of labs/README.md as well. */
export const REFUSED = {
  "no-source": ["a folder that is not there", "name the folder of a scenario or a course"],
  "no-target": ["`--into` a folder that is not there", "make it first"],
  "no-index": ["a folder without `index.json` or `structure.json`", "name the one that has it"],
  "no-json": ["an `index.json` or `structure.json` that is no JSON", "correct it; the sentence says where"],
  "wrong-shape": ["one that lacks its parts, or has them in another form", "correct the part that is named"],
  "many-steps": ["more than 99 steps, the last page counted", "make two scenarios of it"],
  "missing-file": ["a text, script or asset that is named and not there", "add it, or remove the entry"],
  "missing-scenario": ["an item of a course without `index.json`", "add the scenario, or remove the item"],
  "absolute-path": ["a path that is absolute, or of another system", "write it relative to `index.json`"],
  "climbing-path": ["a path that leads out of the scenario (`..`)", "copy what is meant into it"],
  "no-path": ["a path that names no file", "name one"],
  "relative-target": ["an asset's `target` that is not absolute", "write `/root/...`"],
  "climbing-target": ["an asset's `target` with `..` or `.`", "write where it leads"],
  "clashing-assets": ["two assets of which one would be the other's folder", "give one another target"],
  "no-mode": ["a `chmod` that is no mode", "write one such as `+x` or `600`"],
  "symbolic-link": ["a symbolic link in the folder", "put the file itself there"],
  "no-plain-file": ["a pipe, socket or device in the folder", "remove it"],
  "too-many-files": ["more than 2000 files", "take out what the lab does not need"],
  "too-many-bytes": ["more than 64 MiB", "take out what the lab does not need"],
  "no-id": ["a name that is no lab id", "name one with `--id`"],
  "course-id": ["`--id` for a course", "leave it away: its labs are called like its folders"],
  "same-id": ["two scenarios that would be one lab", "rename the folder of one"],
  "lab-there": ["a lab that is there already", "remove it first, or name another with `--id`"],
} as const satisfies Record<string, readonly [what: string, cure: string]>;
export type Refused = keyof typeof REFUSED;

/** Why nothing was imported: a sentence with its cure. */
export class Refusal extends Error {
  readonly kind: Refused;

  constructor(kind: Refused, sentence: string, options?: ErrorOptions) {
    super(sentence, options);
    this.kind = kind;
  }
}

/** A table of labs/README.md. */
export const toTable = (head: readonly [string, string], rows: Record<string, readonly [string, string]>): string =>
  [head, ["---", "---"] as const, ...Object.values(rows)].map(([left, right]) => `| ${left} | ${right} |\n`).join("");
