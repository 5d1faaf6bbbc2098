import { EventEmitter } from "node:events";
import type { Worker } from "node:worker_threads";
import { afterAll, expect, test, vi } from "vitest";
import { FENCE_LANGUAGES } from "../../../lib/content/parse-fence.ts";
import { cutByHue } from "../../../lib/contract/code-colours.ts";
import { CodeColours } from "./code-colours.ts";
import type { ColourRequest } from "./colour-worker.ts";

// The thread reads grammars, which a busy machine takes its time for.
vi.setConfig({ testTimeout: 60_000 });
const real = new CodeColours(undefined, { patienceMs: 60_000, hopelessMs: 60_000 });
afterAll(() => real.close());
const hues = async (language: string, text: string) =>
  cutByHue(text, await real.of(language, text)).flatMap((run) => (run.hue === null ? [] : [`${run.hue} ${run.text}`]));

test("a command shows what is run, what it is told and what is said about it", async () => {
  expect(await hues("bash", `mkdir -p "$HOME/x" && cd /root # go`)).toEqual([
    "function mkdir",
    "option -p",
    `string "`,
    "variable $HOME",
    `string /x"`,
    "function cd",
    "comment # go",
  ]);
});

test("in a console only what was typed stands out", async () => {
  expect(await hues("console", "# ls -l\ntotal 0")).toEqual(["prompt #", "entered ls -l"]);
});

test.each([
  ["c", "int main(void) { return 0; }"],
  ["cpp", "auto x = std::string{};"],
  ["css", "a { color: red; }"],
  ["diff", "-old\n+new"],
  ["dockerfile", "FROM debian:12"],
  ["html", '<a href="x">y</a>'],
  ["http", "GET / HTTP/1.1\nHost: a"],
  ["ini", "[a]\nb=1"],
  ["javascript", "const a = 1;"],
  ["json", '{"a": true}'],
  ["makefile", "all: x\n\techo $@"],
  ["nginx", "server { listen 80; }"],
  ["python", "def f(): return 1"],
  ["sql", "SELECT 1 FROM x"],
  ["toml", 'a = "b"'],
  ["yaml", "a: 1"],
])("%s has colours", async (language, text) => {
  expect(await hues(language, text)).not.toEqual([]);
});

test("every language of a fence is known, and text is plain in all of them but those", async () => {
  for (const language of FENCE_LANGUAGES) {
    const runs = cutByHue("a = 1 # b", await real.of(language, "a = 1 # b"));
    expect(runs.map(({ text }) => text).join("")).toBe("a = 1 # b");
  }
  expect(await real.of("text", "if x; then")).toBe("");
  expect(await real.of("__proto__", "if x; then")).toBe("");
});

test("hostile text is cut and never changed", async () => {
  for (const text of [
    "<img src=x onerror=alert(1)> # </code>",
    "a\r\nb\u2028c\0d",
    `echo '${"x".repeat(40_000)}'`,
    "'\"`$(${".repeat(200),
  ])
    expect(
      cutByHue(text, await real.of("bash", text))
        .map((run) => run.text)
        .join(""),
    ).toBe(text);
});

/** A thread that answers when it is told to, and ends like a real one. */
class ScriptedWorker extends EventEmitter {
  readonly asked: ColourRequest[] = [];
  readonly unref = () => undefined;
  postMessage(request: ColourRequest) {
    this.asked.push(request);
  }
  answer = (text: string, colours: string) =>
    this.emit("message", { seq: this.asked.find((request) => request.text === text)!.seq, colours });
  async terminate() {
    this.emit("exit", 1);
    return 1;
  }
}

function scripted(times = { patienceMs: 5_000, hopelessMs: 60_000 }) {
  const workers: ScriptedWorker[] = [];
  const colours = new CodeColours(() => {
    workers.push(new ScriptedWorker());
    return workers.at(-1) as unknown as Worker;
  }, times);
  return { colours, workers };
}

test("one text is asked for once, by however many pages", async () => {
  const { colours, workers } = scripted();
  const both = [colours.of("bash", "ls"), colours.of("bash", "ls")];
  workers[0]!.answer("ls", "f2");
  expect(await Promise.all([...both, colours.of("bash", "ls")])).toEqual(["f2", "f2", "f2"]);
  expect(workers[0]!.asked).toHaveLength(1);
});

test("a page does not wait for colours that take too long, and the next one has them", async () => {
  const { colours, workers } = scripted({ patienceMs: 1, hopelessMs: 60_000 });
  expect(await colours.of("bash", "ls")).toBe("");
  workers[0]!.answer("ls", "f2");
  expect(await colours.of("bash", "ls")).toBe("f2");
});

test("a text over which the thread twice comes to no end stays plain for good, and the others are asked for again", async () => {
  const { colours, workers } = scripted({ patienceMs: 5_000, hopelessMs: 1 });
  expect(await Promise.all([colours.of("bash", "endless"), colours.of("bash", "ls")])).toEqual(["", ""]);
  expect(await colours.of("bash", "endless")).toBe("");
  expect(await colours.of("bash", "endless")).toBe("");
  expect(workers.map(({ asked }) => asked.map(({ text }) => text))).toEqual([["endless", "ls"], ["endless"]]);
  const again = colours.of("bash", "ls");
  workers[2]!.answer("ls", "f2");
  expect(await again).toBe("f2");
});

test("text that is too long to read is not even asked for", async () => {
  const { colours, workers } = scripted();
  expect(await colours.of("bash", "x".repeat(60_000))).toBe("");
  expect(workers).toEqual([]);
});
