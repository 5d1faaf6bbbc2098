import type { Blockquote, InlineCode, List, ListItem, RootContent, Text } from "mdast";
import type { ContainerDirective } from "mdast-util-directive";
import { isLabel } from "./directive-label.ts";

/** One answer: its words, and the quotation below them, which is said to who gives it. */
export type Choice = { right: boolean; words: RootContent[]; feedback: RootContent[] };

/** A question taken apart: [label] and text before the list, the task list, the text after it. */
export type Question = {
  label: RootContent | null;
  before: RootContent[];
  /** Typed by the learner (:::quiz{text}) instead of picked. */
  typed: boolean;
  choices: Choice[];
  after: RootContent[];
};

export function parseQuestion(node: ContainerDirective): Question {
  const at = node.children.findIndex((child) => child.type === "list" && isTaskList(child));
  const label = node.children.find(isLabel) ?? null;
  const before = (at === -1 ? node.children : node.children.slice(0, at)).filter((child) => child !== label);
  const list = at === -1 ? null : (node.children[at] as List);
  return {
    label,
    before,
    typed: node.name === "quiz" && node.attributes?.text !== undefined,
    choices: list?.children.map(parseChoice) ?? [],
    after: at === -1 ? [] : node.children.slice(at + 1),
  };
}

const isTaskList = (list: List) => list.children.every((item) => typeof item.checked === "boolean");

const isQuote = (child: RootContent): child is Blockquote => child.type === "blockquote";

const parseChoice = (item: ListItem): Choice => ({
  right: item.checked === true,
  words: item.children.filter((child) => !isQuote(child)),
  feedback: item.children.filter(isQuote).flatMap((quote) => quote.children),
});

/** What a typed answer is held against. `word` is free of case and spacing; `pattern` is a regular expression for the whole answer. */
export type Accepted = { kind: "word"; word: string; code: boolean } | { kind: "pattern"; pattern: string };

/** - [x] overlay, - [x] `overlay`, - [x] matches `overlay(fs)?`; null: neither of these. */
export function parseAccepted({ words: [paragraph, ...more] }: Choice): Accepted | null {
  if (paragraph?.type !== "paragraph" || more.length > 0) return null;
  const [first, second, third] = paragraph.children as (Text | InlineCode)[];
  if (third !== undefined || first === undefined) return null;
  if (second === undefined && first.type === "inlineCode") return { kind: "word", word: first.value, code: true };
  if (second === undefined && first.type === "text") return { kind: "word", word: first.value, code: false };
  if (second?.type !== "inlineCode" || first.type !== "text" || first.value.trim() !== "matches") return null;
  return { kind: "pattern", pattern: second.value };
}

/** What a translation must repeat: how many answers, which are right, which have feedback; typed ones too, unless they are plain words. */
export function sameQuestion({ typed, choices }: Question): string {
  const answers = choices.map((choice) => {
    const accepted = typed ? parseAccepted(choice) : null;
    const exact = accepted?.kind === "pattern" ? accepted.pattern : accepted?.code ? accepted.word : "";
    return `${choice.right ? "x" : "_"}${choice.feedback.length > 0 ? ">" : ""}${exact}`;
  });
  return answers.join("|");
}
