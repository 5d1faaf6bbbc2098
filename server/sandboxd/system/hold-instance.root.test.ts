import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempDisposable } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readSettings } from "../../config.ts";
import { until } from "../sandboxes/test-support.ts";
import { holdInstance } from "./hold-instance.ts";

const NODE = join(import.meta.dirname, "../../../node_modules/.bin/node");
const { name } = readSettings();
const newState = () => mkdtempDisposable(`${tmpdir()}/glassbox-instance-`);

describe("two at work on one instance", () => {
  test("under the same name, with different states: the second is told who has it and what to change", async () => {
    await using one = await newState();
    await using other = await newState();
    await using _first = await holdInstance({ name, state: one.path }, 10);
    await expect(holdInstance({ name, state: other.path })).rejects.toMatchObject({
      message: `another Glassbox (process ${process.pid}, ${one.path}) works under the name ${name}`,
      cure: expect.stringContaining("GLASSBOX_NAME"),
    });
  });

  test("with the same state, under different names: likewise", async () => {
    await using state = await newState();
    await using _first = await holdInstance({ name, state: state.path }, 10);
    await expect(holdInstance({ name: `${name.slice(0, 4)}z`, state: state.path })).rejects.toMatchObject({
      message: `another sandboxd (process ${process.pid}, name ${name}) works with ${state.path}`,
      cure: expect.stringContaining("GLASSBOX_STATE"),
    });
  });

  test("one after the other: the second begins as soon as the first has let go", async () => {
    await using state = await newState();
    const first = await holdInstance({ name, state: state.path }, 10);
    const second = holdInstance({ name, state: state.path }, 10);
    await first[Symbol.asyncDispose]();
    await using _second = await second;
  });

  test("the first killed: its place is free the moment it is gone, although a child of its lives on", async () => {
    await using state = await newState();
    const program = `
      const { holdInstance } = await import(${JSON.stringify(join(import.meta.dirname, "hold-instance.ts"))});
      const { spawn } = await import("node:child_process");
      globalThis.kept = await holdInstance(${JSON.stringify({ name, state: state.path })}, 10);
      const child = spawn("cat", { stdio: ["pipe", "ignore", "ignore"], detached: true });
      console.log(child.pid);
      setInterval(() => undefined, 1000);`;
    const first = spawn(NODE, ["--input-type=module", "--eval", program], { stdio: ["ignore", "pipe", "inherit"] });
    let said = "";
    first.stdout.on("data", (data) => {
      said += data;
    });
    await until("the first has it", () => said.includes("\n"), 30_000);
    await expect(holdInstance({ name, state: state.path })).rejects.toThrow(`process ${first.pid}`);
    const gone = once(first, "exit");
    first.kill("SIGKILL");
    await gone;
    await using _second = await holdInstance({ name, state: state.path });
  });
});
