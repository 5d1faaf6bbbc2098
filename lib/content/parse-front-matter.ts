import { isMap, isPair, isScalar, LineCounter, type Node, parseDocument } from "yaml";
import type { z } from "zod";
import type { LabProblem } from "./lab-problem.ts";

export type FrontMatter<T> = {
  value: T | null;
  problems: LabProblem[];
  /** Line of the value at a path, in the whole file. */
  lineOf: (path: readonly PropertyKey[]) => number;
};

/**
 * Parses YAML against a schema, keeping line numbers.
 * @param firstLine line of the YAML's first line within its file, counted from 1
 */
export function parseFrontMatter<S extends z.ZodType>(
  yaml: string,
  schema: S,
  file: string,
  firstLine: number,
): FrontMatter<z.output<S>> {
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number) => firstLine + lines.linePos(offset).line - 1;
  const nodeAt = (path: readonly PropertyKey[]) => document.getIn(path.map(String), true) as Node | undefined;
  const lineOf = (path: readonly PropertyKey[]): number => {
    for (let length = path.length; length > 0; length--) {
      const range = keyOffset(nodeAt(path.slice(0, length - 1)) ?? document.contents, path[length - 1]!);
      if (range !== null) return lineAt(range);
    }
    return firstLine;
  };
  if (document.errors.length > 0) {
    const problems = document.errors.map((error) => ({
      file,
      line: lineAt(error.pos[0]),
      message: `the YAML does not parse: ${error.message.replace(/\.$/, "")}`,
      cure: 'put quotes around a value that holds ": " or starts with a special character',
    }));
    return { value: null, problems, lineOf };
  }
  const parsed = schema.safeParse(document.toJS() ?? {});
  if (parsed.success) return { value: parsed.data, problems: [], lineOf };
  const problems = parsed.error.issues.flatMap((issue) => explainIssue(issue, file, lineOf));
  return { value: null, problems, lineOf };
}

/** Where the key (or, in a list, the item) starts; null when it is not there. */
function keyOffset(parent: unknown, key: PropertyKey): number | null {
  if (isMap(parent)) {
    const pair = parent.items.find((item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(key));
    if (pair !== undefined && isScalar(pair.key)) return pair.key.range?.[0] ?? null;
    return null;
  }
  const items = (parent as { items?: { range?: [number, number, number] }[] } | null | undefined)?.items;
  return items?.[Number(key)]?.range?.[0] ?? null;
}

function explainIssue(issue: z.core.$ZodIssue, file: string, lineOf: (path: readonly PropertyKey[]) => number): LabProblem[] {
  const at = issue.path.map(String).join(".");
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      file,
      line: lineOf([...issue.path, key]),
      message: `unknown front matter key "${key}"`,
      cure: "remove it or correct its spelling",
    }));
  }
  if (issue.code === "invalid_value") {
    const choices = issue.values.map(String).join(", ");
    return [{ file, line: lineOf(issue.path), message: `${at}: this value is not known`, cure: `write one of: ${choices}` }];
  }
  if (issue.code === "invalid_type" && issue.message.includes("received undefined")) {
    return [
      { file, line: lineOf(issue.path), message: `${at} is missing`, cure: `add "${at.split(".").at(-1)}:" (${issue.expected})` },
    ];
  }
  return [{ file, line: lineOf(issue.path), message: `${at || "front matter"}: ${issue.message}`, cure: "correct the value" }];
}
