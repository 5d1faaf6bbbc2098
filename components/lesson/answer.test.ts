import type { Element } from "hast";
import { describe, expect, it } from "vitest";
import { judge, parseQuestion } from "./answer.ts";

const element = (tagName: string, properties: Element["properties"], children: Element["children"] = []): Element => ({
  type: "element",
  tagName,
  properties,
  children,
});
const choice = (id: string, correct = false) =>
  element("li", { dataChoice: id, ...(correct ? { dataCorrect: "true" } : {}) }, [{ type: "text", value: id }]);
const quiz = element("section", { dataBlock: "quiz", dataId: "quiz-1" }, [
  element("div", { dataPart: "question" }),
  element("ul", { dataPart: "choices" }, [choice("1"), { type: "text", value: "\n" }, choice("2", true), choice("3", true)]),
  element("div", { dataPart: "reveal" }),
]);

describe("parseQuestion", () => {
  it("finds the question, its choices and what is revealed", () => {
    const parts = parseQuestion(quiz);
    expect(parts).toMatchObject({ kind: "quiz", id: "quiz-1" });
    expect(parts.choices.map(({ id, correct }) => [id, correct])).toEqual([
      ["1", false],
      ["2", true],
      ["3", true],
    ]);
    expect(parts.reveal?.properties.dataPart).toBe("reveal");
  });
});

describe("judge", () => {
  const { choices } = parseQuestion(quiz);

  it("wants all right choices and no other", () => {
    expect(judge(choices, new Set(["2", "3"]))).toBe("right");
    expect(judge(choices, new Set(["2"]))).toBe("wrong");
    expect(judge(choices, new Set(["1", "2", "3"]))).toBe("wrong");
  });

  it("does not judge a prediction that the author left open", () => {
    expect(judge([{ id: "1", correct: false, content: choice("1") }], new Set(["1"]))).toBe("open");
  });
});
