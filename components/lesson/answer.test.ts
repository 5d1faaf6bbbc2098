import type { Element } from "hast";
import { describe, expect, it } from "vitest";
import { judge, matchTyped, parseQuestion } from "./answer.ts";

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
    expect(judge([{ id: "1", correct: false, content: choice("1"), feedback: undefined }], new Set(["1"]))).toBe("open");
  });
});

describe("a typed answer", () => {
  const accept = (id: string, properties: Element["properties"]) =>
    element("li", { dataChoice: id, ...properties }, [
      { type: "text", value: id },
      element("div", { dataPart: "feedback" }, [{ type: "text", value: `about ${id}` }]),
    ]);
  const parts = parseQuestion(
    element("section", { dataBlock: "quiz", dataId: "quiz-1", dataAnswer: "text" }, [
      element("ul", { dataPart: "choices" }, [
        accept("1", { dataPattern: "over.*" }),
        accept("2", { dataWord: "Overlay  FS", dataCorrect: "true" }),
        accept("3", { dataPattern: "/run/[a-z]+", dataCorrect: "true" }),
        accept("4", { dataPattern: "(", dataCorrect: "true" }),
      ]),
    ]),
  );
  const match = (typed: string) => matchTyped(parts.choices, typed)?.id;

  it("may differ in case, spacing and width", () => {
    expect(parts.typed).toBe(true);
    expect(["overlay fs", "  OVERLAY   FS ", "ｏｖｅｒｌａｙ　ｆｓ"].map(match)).toEqual(["2", "2", "2"]);
  });

  it("fits a pattern as a whole, and a right answer goes before a wrong pattern that fits too", () => {
    expect(["/RUN/netns", "x/run/netns", "/run/", "overlap", ""].map(match)).toEqual(["3", undefined, undefined, "1", undefined]);
  });

  it("fits no pattern that this browser cannot read", () => {
    expect(match("(")).toBeUndefined();
  });

  it("has its feedback apart from its words", () => {
    expect(parts.choices[0]!.feedback?.children).toEqual([{ type: "text", value: "about 1" }]);
    expect(parts.choices[0]!.content.children).toEqual([{ type: "text", value: "1" }]);
  });
});
