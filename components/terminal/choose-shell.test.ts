import { expect, test } from "vitest";
import { chooseShell } from "./choose-shell.ts";

const main = { id: "1", name: "main" };
const second = { id: "2", name: "second" };
const own = { id: "3", name: "shell" };
const lessonShells = ["main", "second"];

test("a command for a named shell goes there, whatever is in front", () => {
  expect(chooseShell([main, second], { named: "second", front: "1", lessonShells })).toBe(second);
  expect(chooseShell([main], { named: "second", front: "1", lessonShells })).toBeUndefined();
});

test("a command for no shell in particular leaves the one alone that the lesson listens in", () => {
  expect(chooseShell([main, second], { named: undefined, front: "2", lessonShells })).toBe(main);
  expect(chooseShell([second], { named: undefined, front: "2", lessonShells })).toBeUndefined();
});

test("it goes to the shell in front where that is the first or the student's own", () => {
  expect(chooseShell([main, second, own], { named: undefined, front: "1", lessonShells })).toBe(main);
  expect(chooseShell([main, second, own], { named: undefined, front: "3", lessonShells })).toBe(own);
  expect(chooseShell([main], { named: undefined, front: "1", lessonShells: ["main"] })).toBe(main);
});
