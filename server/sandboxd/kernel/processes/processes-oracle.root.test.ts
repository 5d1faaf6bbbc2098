import { readFile } from "node:fs/promises";
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { NamespaceType, ProcessesPart } from "../../../../lib/contract/kernel/processes.ts";
import type { RunningSandbox } from "../../runtime/running-sandbox.ts";
import { openTestLab, type TestLab, until } from "../../sandboxes/test-support.ts";
import { PROPERTY_RUNS } from "../../testing/property-runs.ts";
import { openProgram, type SandboxProgram } from "../oracle/sandbox-program.ts";
import { disagreeWithLsns, type Listed, type Seen, toFacts, toSeenFacts } from "./oracle/compare-processes.ts";
import { stageActs } from "./oracle/stage-commands.ts";
import { createProcessesReader } from "./processes-reader.ts";
import { createScanner } from "./scanner.ts";

let lab: TestLab;
let sandbox: RunningSandbox;
let stage: SandboxProgram;
let oracle: SandboxProgram;
let scanner: ReturnType<typeof createScanner>;
const reader = createProcessesReader();

beforeAll(async () => {
  lab = await openTestLab();
  const { id } = await lab.sandboxes.create({ owner: "test", purpose: "test", profile: lab.profile({ pids: 200 }) });
  sandbox = lab.sandboxes.get(id)!;
  scanner = createScanner(sandbox);
  const source = (name: string) => readFile(new URL(`./oracle/${name}.py`, import.meta.url), "latin1");
  oracle = await openProgram(sandbox, "oracle", await source("oracle"));
  // The last to come: it clears away whatever comes after it.
  stage = await openProgram(sandbox, "stage", await source("stage"));
});
afterAll(async () => {
  await stage?.[Symbol.asyncDispose]();
  await oracle?.[Symbol.asyncDispose]();
  await lab?.[Symbol.asyncDispose]();
});

function read(): ProcessesPart {
  using reading = scanner.begin();
  return reader.read(reading).part;
}

/** What at least one of the runs must have come to. */
const MUST_MEET = [
  ...["process", "mount", "fd", "child", "owned"].map((kind) => `kept by ${kind}`),
  ...["user in user", "pid in pid", "zombie", "an inode again", "a pid again", "without a process", "did zombie of a thread"],
];

/** What was killed is taken apart a little later: so long until all looks agree. */
const MOST_LOOKS = 40;

async function readAgreeing(): Promise<ProcessesPart> {
  for (let looks = 1; ; looks++) {
    const seen = await oracle.ask<Seen>("look");
    const part = read();
    const [mine, theirs] = [toFacts(part), toSeenFacts(seen)];
    const agree = isDeepStrictEqual(mine, theirs);
    // Whoever counts is in the initial namespaces itself, and gone again.
    const disputed = agree ? disagreeWithLsns(part, await oracle.ask<Listed>("lsns")) : [];
    if (agree && disputed.length === 0) return part;
    if (looks === MOST_LOOKS) {
      expect(mine).toEqual(theirs);
      expect(disputed).toEqual([]);
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

test("whatever students do with namespaces, the reader agrees with what root in the sandbox finds", {
  timeout: 600_000,
}, async () => {
  const met = new Map<string, number>();
  const meet = (what: string) => met.set(what, (met.get(what) ?? 0) + 1);
  /** Keys of what lived in earlier runs, and is gone. */
  const past = new Set<string>();
  const inodes = new Set<number>();
  const pids = new Set<number>();
  const empty = await readAgreeing();
  const initial = new Set([...empty.processes, ...empty.namespaces].map(({ key }) => key));
  const numbersBefore = JSON.stringify(empty.namespaces.map(({ key }) => key).sort());

  await fc.assert(
    fc.asyncProperty(stageActs, async (acts) => {
      const own = new Set<string>();
      let last = empty;
      try {
        for (const act of acts) {
          const said = await stage.ask<string[]>(act);
          for (const [at, one] of said.entries()) if (one === "ok") meet(`did ${act[at]![0]}`);
          const part = await readAgreeing();
          ProcessesPart.parse(part);
          for (const { key } of [...part.processes, ...part.namespaces]) if (!initial.has(key)) own.add(key);
          const keys = [...part.processes, ...part.namespaces].map(({ key }) => key);
          expect(new Set(keys).size).toBe(keys.length);
          // What began with the sandbox is what it was; what ended never comes back under its name.
          expect(JSON.stringify(keys.filter((key) => initial.has(key) && !key.startsWith("process")).sort())).toBe(numbersBefore);
          expect(keys.filter((key) => past.has(key))).toEqual([]);
          for (const { inode, initial: first, type, parent, name, pins } of part.namespaces) {
            if (first) continue;
            if (inodes.has(inode)) meet("an inode again");
            meet(type);
            if (parent !== null && part.namespaces.some(({ key, initial }) => key === parent && !initial))
              meet(`${type} in ${type}`);
            if (name !== null) meet("a name");
            for (const { kind } of pins) meet(`kept by ${kind}`);
            if (pins.every(({ kind }) => kind !== "process")) meet("without a process");
          }
          for (const {
            pids: [pid = 0],
            state,
            key,
          } of part.processes) {
            if (initial.has(key)) continue;
            if (pids.has(pid)) meet("a pid again");
            if (state === "Z") meet("zombie");
          }
          last = part;
        }
      } finally {
        await stage.ask("clear");
      }
      const left = () => {
        const part = read();
        return [...part.processes, ...part.namespaces].filter(({ key }) => !initial.has(key));
      };
      await until("all of it is gone", () => left().length === 0).catch(() => expect(left()).toEqual([]));
      for (const key of own) past.add(key);
      for (const { inode } of last.namespaces) inodes.add(inode);
      for (const {
        pids: [pid = 0],
      } of last.processes)
        pids.add(pid);
    }),
    {
      numRuns: PROPERTY_RUNS,
      endOnFailure: Boolean(process.env.GLASSBOX_NO_SHRINK),
      // The {"seed": ..., "path": ...} that a failure printed, to run it again.
      ...JSON.parse(process.env.GLASSBOX_PROPERTY_REPLAY ?? "{}"),
    },
  );
  // The property must have had something to say.
  console.log(Object.fromEntries([...met].sort()));
  expect([...met.keys()]).toEqual(expect.arrayContaining([...NamespaceType.options, ...MUST_MEET]));
});
