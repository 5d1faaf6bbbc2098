import type { Element } from "hast";
import { hastData, hastPart } from "./hast-text.ts";

export type Choice = {
  id: string;
  correct: boolean;
  content: Element;
  /** What is said to who gives this answer. */
  feedback: Element | undefined;
  /** What a typed answer is held against. */
  word?: string | undefined;
  pattern?: string | undefined;
};

/** A question of a lesson taken apart: what is asked, the choices, and what is revealed after. */
export type QuestionParts = {
  kind: "predict" | "quiz";
  id: string;
  /** The answer is typed: the choices are what it is held against. */
  typed: boolean;
  question: Element | undefined;
  choices: Choice[];
  reveal: Element | undefined;
};

export function parseQuestion(node: Element): QuestionParts {
  const list = hastPart(node, "choices");
  return {
    kind: hastData(node, "dataBlock") === "predict" ? "predict" : "quiz",
    id: hastData(node, "dataId") ?? "question",
    typed: hastData(node, "dataAnswer") === "text",
    question: hastPart(node, "question"),
    choices: (list?.children ?? []).flatMap((child) =>
      child.type === "element" && child.tagName === "li" ? [parseChoice(child)] : [],
    ),
    reveal: hastPart(node, "reveal"),
  };
}

function parseChoice(item: Element): Choice {
  const feedback = hastPart(item, "feedback");
  return {
    id: hastData(item, "dataChoice") ?? "",
    correct: hastData(item, "dataCorrect") === "true",
    content: { ...item, children: item.children.filter((child) => child !== feedback) },
    feedback,
    word: hastData(item, "dataWord"),
    pattern: hastData(item, "dataPattern"),
  };
}

/** An answer is right when it names exactly the right choices; a prediction about which the author says nothing is neither. */
export function judge(choices: readonly Choice[], chosen: ReadonlySet<string>): "right" | "wrong" | "open" {
  const right = choices.filter(({ correct }) => correct).map(({ id }) => id);
  if (right.length === 0) return "open";
  return right.length === chosen.size && right.every((id) => chosen.has(id)) ? "right" : "wrong";
}

/** Which of the author's answers a typed one is, in any case and spacing; right ones first, since a wrong one may be a wide pattern. */
export function matchTyped(choices: readonly Choice[], typed: string): Choice | undefined {
  const said = plain(typed);
  const fits = ({ word, pattern }: Choice) =>
    word !== undefined ? plain(word) === said : pattern !== undefined && fitsPattern(pattern, said);
  return choices.find((choice) => choice.correct && fits(choice)) ?? choices.find(fits);
}

/** Wide letters and spaces of a Chinese keyboard are the same answer. */
const plain = (text: string): string => text.normalize("NFKC").trim().replace(/\s+/g, " ").toLowerCase();

function fitsPattern(pattern: string, said: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`, "iu").test(said);
  } catch {
    // lab check refuses such a pattern, and a browser that is older than the check knows fewer of them: then it fits nothing.
    return false;
  }
}
