import type { Element } from "hast";
import { hastData, hastPart } from "./hast-text.ts";

/** A question of a lesson taken apart: what is asked, the choices, and what is revealed after. */
export type QuestionParts = {
  kind: "predict" | "quiz";
  id: string;
  question: Element | undefined;
  choices: { id: string; correct: boolean; content: Element }[];
  reveal: Element | undefined;
};

export function parseQuestion(node: Element): QuestionParts {
  const list = hastPart(node, "choices");
  return {
    kind: hastData(node, "dataBlock") === "predict" ? "predict" : "quiz",
    id: hastData(node, "dataId") ?? "question",
    question: hastPart(node, "question"),
    choices: (list?.children ?? []).flatMap((child) =>
      child.type === "element" && child.tagName === "li"
        ? [{ id: hastData(child, "dataChoice") ?? "", correct: hastData(child, "dataCorrect") === "true", content: child }]
        : [],
    ),
    reveal: hastPart(node, "reveal"),
  };
}

/** An answer is right when it names exactly the right choices; a prediction about which the author says nothing is neither. */
export function judge(choices: QuestionParts["choices"], chosen: ReadonlySet<string>): "right" | "wrong" | "open" {
  const right = choices.filter(({ correct }) => correct).map(({ id }) => id);
  if (right.length === 0) return "open";
  return right.length === chosen.size && right.every((id) => chosen.has(id)) ? "right" : "wrong";
}
