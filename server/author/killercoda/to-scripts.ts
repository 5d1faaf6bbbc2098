import type { Lost } from "./not-carried.ts";

/** What setup.sh does, in order. */
export type Job = {
  /** Path in the scenario, for the comment. */
  name: string;
  text: string;
  /** Of the introduction: once in a sandbox, whichever step is entered first. */
  once: boolean;
};

const ONCE = "/run/lab-intro-done";

const UNFINISHED = "# unfinished:";

/**
 * The step's start from the scenario's own scripts, each run as the program that its first line names.
 * @param modes what files/ cannot carry
 */
export function toSetup(jobs: readonly Job[], modes: readonly { path: string; mode: string }[]): string | null {
  if (jobs.length === 0 && modes.length === 0) return null;
  const lines = ["#!/bin/bash", "set -e", "cd /root"];
  for (const { path, mode } of modes) lines.push(`if [ -e ${quote(path)} ]; then chmod ${mode} ${quote(path)}; fi`);
  const [once, each] = [jobs.filter((job) => job.once), jobs.filter((job) => !job.once)];
  const run = (job: Job) => ["", `# ${job.name}`, ...toProgram(job), '"$script"', 'rm -f "$script"'];
  if (once.length > 0) lines.push("", `if [ ! -e ${ONCE} ]; then`, ...once.flatMap(run), `touch ${ONCE}`, "fi");
  lines.push(...each.flatMap(run));
  return `${lines.join("\n")}\n`;
}

/** verify's exit 0 is ours; all else is not yet. What it prints is the hint, which it was not before. */
export function toCheck(verify: Omit<Job, "once">): string {
  const lines = [
    "#!/bin/bash",
    "cd /root || exit 2",
    "",
    `# ${verify.name}`,
    ...toProgram(verify),
    'hint=$("$script" 2>/dev/null)',
    "code=$?",
    'rm -f "$script"',
    '[ "$code" -eq 0 ] && exit 0',
    'if [ -n "$hint" ]; then echo "$hint"',
    'elif [ "$LANG_UI" = zh-CN ]; then echo "这一步还没有完成。"',
    'else echo "This step is not done yet."; fi',
    "exit 1",
  ];
  return `${lines.join("\n")}\n`;
}

/** Killercoda has no model answers: a draft of the commands that the text offers, which lab check calls unfinished until somebody proved it. */
export function toSolveDraft(commands: readonly string[]): string {
  const lines = [
    "#!/bin/bash",
    `${UNFINISHED} ${commands.length > 0 ? "these are the commands that the text offers; make them the model answer" : "write the model answer"}, then remove this line`,
    "set -e",
    "cd /root",
    ...commands,
  ];
  return `${lines.join("\n")}\n`;
}

/** Writes a program into a file of its own, byte for byte, so that exit, quotes and #! mean in it what they did. */
function toProgram({ text }: Omit<Job, "once">): string[] {
  const body = text
    .replace(/^\uFEFF/, "")
    .replace(/\r\n?/g, "\n")
    .replace(/\n+$/, "");
  let end = "END_OF_SCRIPT";
  while (body.split("\n").includes(end)) end += "_";
  return ["script=$(mktemp)", `cat >"$script" <<'${end}'`, body, end, 'chmod 700 "$script"'];
}

const quote = (word: string) => `'${word.replaceAll("'", "'\\''")}'`;

const INTERNET =
  /\b(apt|apt-get|snap|yum|dnf|apk)\s+(-\S+\s+)*(update|install|upgrade)\b|\b(curl|wget)\b[^|;\n]*https?:\/\/(?!localhost|127\.)|\bgit clone\b|\b(pip3?|npm|gem|go|cargo|helm)\s+(install|get|pull|repo)\b/;
const THEIRS = /\/(?:etc|opt)\/(?:killercoda|katacoda)\S*|\b(?:kubectl|kubeadm|minikube|k3s)\b/;

type Doubt = { kind: Lost; line: number; what: string; cure: string };

/** Lines of a script that cannot work here, counted from 1. */
export function listDoubts(text: string): Doubt[] {
  return text.split("\n").flatMap((each, index) => {
    if (/^\s*#/.test(each)) return [];
    const found: Doubt[] = [];
    if (INTERNET.test(each)) {
      found.push({
        kind: "internet",
        line: index + 1,
        what: "this reaches for the internet, which a sandbox has not",
        cure: "put what it fetches into files/, or do without",
      });
    }
    const theirs = THEIRS.exec(each)?.[0];
    if (theirs)
      found.push({ kind: "not-there", line: index + 1, what: `${theirs} is not there in a sandbox`, cure: "do without it" });
    return found;
  });
}
