import { expect, test } from "vitest";
import { toLogLine } from "./log-line.ts";

test("a pino line is its message and its fields, with the process in front", () => {
  const line = JSON.stringify({ level: 30, time: 1, pid: 7, hostname: "vm", msg: "sandbox runs", sandbox: "abc", ms: 151 });
  expect(toLogLine("sandboxd", line)).toBe("sandboxd │ sandbox runs sandbox=abc ms=151");
});

test("a warning says so", () => {
  expect(toLogLine("web", '{"level":40,"msg":"slow"}')).toBe("web      │ warning: slow");
});

test("what is not JSON is printed as it came", () => {
  expect(toLogLine("web", "{ not json")).toBe("web      │ { not json");
  expect(toLogLine("web", '{"some":"json"}')).toBe('web      │ {"some":"json"}');
});

test("an escape sequence in a student's name cannot touch the operator's terminal", () => {
  expect(toLogLine("web", '{"level":30,"msg":"hello \\u001b[2J"}')).toBe("web      │ hello \\x1b[2J");
});
