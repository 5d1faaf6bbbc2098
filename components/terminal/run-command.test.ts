import { expect, it } from "vitest";
import { runCommand } from "./run-command.ts";

const clock = () => {
  let time = 0;
  return () => {
    time += 10;
    return time;
  };
};

it("types at once into an idle shell", async () => {
  const typed: [string, boolean][] = [];
  const screen = { isIdle: () => true, type: (command: string, enter: boolean) => void typed.push([command, enter]) };
  expect(await runCommand(() => screen, "ls", { enter: true, patienceMs: 1000 })).toBe("typed");
  expect(typed).toEqual([["ls", true]]);
});

it("waits for a shell that is still being opened", async () => {
  const typed: string[] = [];
  const screen = { isIdle: () => true, type: (command: string) => void typed.push(command) };
  let looks = 0;
  expect(await runCommand(() => (++looks < 3 ? null : screen), "ls", { enter: true, patienceMs: 1000 })).toBe("typed");
  expect(typed).toEqual(["ls"]);
});

it("never types into a running program: it says busy instead", async () => {
  const screen = {
    isIdle: () => false,
    type: () => {
      throw new Error("typed into a busy shell");
    },
  };
  expect(await runCommand(() => screen, "ls", { enter: true, patienceMs: 30, now: clock() })).toBe("busy");
});

it("says so when there is no shell", async () => {
  expect(await runCommand(() => null, "ls", { enter: true, patienceMs: 30, now: clock() })).toBe("no-shell");
});
