import jsonata from "jsonata";
import type { StepExpect } from "../contract/lab.ts";
import type { LabProblem } from "./lab-problem.ts";

/** sandboxd's watchExpect takes no more. */
const MAX_EXPRESSION = 4096;

/** Every expression must parse and every hint must exist in every language. */
export function checkExpect(expect: StepExpect[], file: string, lineOf: (path: PropertyKey[]) => number): LabProblem[] {
  return expect.flatMap(({ that, hint }, index) => {
    const problems: LabProblem[] = [];
    const at = (key: string) => lineOf(["expect", index, key]);
    const error = syntaxError(that);
    if (error !== null) {
      problems.push({ file, line: at("that"), message: `this is not JSONata: ${error} Try it at https://try.jsonata.org.` });
    }
    if (that.length > MAX_EXPRESSION) {
      problems.push({
        file,
        line: at("that"),
        message: `the expression is longer than ${MAX_EXPRESSION} characters: split it in two.`,
      });
    }
    if (!hint["zh-CN"])
      problems.push({ file, line: at("hint"), message: "the hint has no Chinese text: add zh-CN: beside en:." });
    return problems;
  });
}

function syntaxError(expression: string): string | null {
  try {
    jsonata(expression);
    return null;
  } catch (error) {
    const { message, position } = error as { message?: string; position?: number };
    return `${message ?? String(error)} (at character ${position ?? "?"}).`;
  }
}
