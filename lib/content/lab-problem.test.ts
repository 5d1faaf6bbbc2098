import { expect, test } from "vitest";
import { formatProblem, toJsonProblem } from "./lab-problem.ts";

const problem = { message: "solve.sh is missing", line: 1, cure: "add the model answer", file: "a/01-b/solve.sh" };

test("a problem is one sentence to a person, place first", () => {
  expect(formatProblem(problem)).toBe("a/01-b/solve.sh:1: solve.sh is missing: add the model answer.");
});

test("a program gets file, line, message and cure apart, and nothing else", () => {
  const more = { ...problem, note: "of ours" };
  expect(JSON.stringify(toJsonProblem(more))).toBe(
    '{"file":"a/01-b/solve.sh","line":1,"message":"solve.sh is missing","cure":"add the model answer"}',
  );
});
