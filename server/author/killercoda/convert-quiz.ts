import type { Tell } from "./convert-places.ts";

export type Quiz = { lines: string[]; used: number };

const QUESTION = /^\s*>>\s*(.+?)\s*<<\s*$/;
const CHOICE = /^\s*[([]([ *xX]?)[)\]]\s+(.+?)\s*$/;
const TYPED = /^\s*(===|=~=)\s*(.+?)\s*$/;

/**
 * Katacoda's question, which begins on the first line: >>Which?<<, then ( ) and (*), or [ ] and [*], or === a typed answer.
 * @returns null where no question begins; used: how many lines it takes
 */
export function convertQuiz(lines: readonly string[], lost: Tell): Quiz | null {
  const question = QUESTION.exec(lines[0] ?? "")?.[1];
  if (question === undefined) return null;
  const answers: RegExpExecArray[] = [];
  const typed: RegExpExecArray[] = [];
  let used = 1;
  for (; used < lines.length; used++) {
    const line = lines[used]!;
    if (line.trim() === "") continue;
    const choice = CHOICE.exec(line);
    const answer = TYPED.exec(line);
    if (choice) answers.push(choice);
    else if (answer) typed.push(answer);
    else break;
  }
  while (used > 1 && lines[used - 1]!.trim() === "") used--;
  if (typed.length > 0) {
    lost(
      "typed-answer",
      "a typed answer has no counterpart",
      "question and answer are shown, the answer folded: make a :::quiz with choices of it",
    );
    const words = typed.map(([, how, answer]) => (how === "===" ? answer! : `An answer that contains ${answer}`));
    return { lines: [`**${question}**`, "", ":::solution", ...words, ":::"], used };
  }
  const right = answers.filter(([, mark]) => mark !== "" && mark !== " ").map(([, , text]) => text!);
  if (answers.length < 2 || right.length === 0) {
    lost("poor-question", "a question without two choices, one of them right", "it is shown as text: make a :::quiz of it");
    return { lines: [`**${question}**`, "", ...answers.map(([, , text]) => `- ${text}`)], used };
  }
  lost("quiz-reason", "Katacoda's quiz has no reason", "the right choice stands where the reason belongs: say why it is right");
  const choices = answers.map(([, mark, text]) => `- [${mark === "" || mark === " " ? " " : "x"}] ${text}`);
  return { lines: [":::quiz", question, "", ...choices, "", `Right: ${right.join("; ")}`, ":::"], used };
}
