import type { ContainerDirective } from "mdast-util-directive";
import type { Complaint } from "./lab-problem.ts";
import { type Accepted, parseAccepted, parseQuestion } from "./parse-question.ts";

/** Longer patterns are not read as answers by anybody. */
const MAX_PATTERN = 200;

/** What is wrong with a :::quiz or :::predict. */
export function checkQuestion(node: ContainerDirective): Complaint[] {
  const { label, before, choices, after, typed } = parseQuestion(node);
  const problems: Complaint[] = [];
  const wrong = (message: string, cure: string) => problems.push({ message: `:::${node.name} ${message}`, cure });
  if (label === null && before.length === 0) wrong("has no question", `write :::${node.name}[The question?]`);
  if (choices.length < 2 && !typed) {
    wrong("needs at least two choices", 'write them as a task list, "- [ ] wrong" and "- [x] right"');
  }
  if (typed && choices.length === 0) {
    wrong("with typed answers accepts none", 'write those it accepts as a task list, "- [x] overlay"');
  }
  if (node.name === "quiz" && choices.length >= (typed ? 1 : 2) && !choices.some(({ right }) => right)) {
    wrong("has no right choice", 'mark it with "- [x]"');
  }
  if (after.length === 0) {
    wrong("has no reveal", "write after the choices why the right one is right");
  }
  for (const [index, choice] of typed ? choices.entries() : []) {
    const accepted = parseAccepted(choice);
    const why = accepted === null ? "is neither words nor code" : whyNoAnswer(accepted);
    const cure = 'write "- [x] overlay", or "- [x] matches `overlay(fs)?`" for a pattern';
    if (why !== null) problems.push({ message: `answer ${index + 1} of :::quiz{text} ${why}`, cure });
  }
  return problems;
}

function whyNoAnswer(accepted: Accepted): string | null {
  if (accepted.kind === "word") return accepted.word.trim() === "" ? "is empty" : null;
  if (accepted.pattern.length > MAX_PATTERN) return `has a pattern of more than ${MAX_PATTERN} characters`;
  try {
    return new RegExp(`^(?:${accepted.pattern})$`, "iu").test("") ? "accepts an empty answer" : null;
  } catch (error) {
    return `has a pattern that does not parse (${(error as Error).message})`;
  }
}
