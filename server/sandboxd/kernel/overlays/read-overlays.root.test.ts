import { readFile } from "node:fs/promises";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Overlay } from "../../../../lib/contract/kernel-view.ts";
import type { RunningSandbox } from "../../runtime/running-sandbox.ts";
import { openTestLab, type TestLab } from "../../sandboxes/test-support.ts";
import { PROPERTY_RUNS } from "../../testing/property-runs.ts";
import { openShell, quote, type SandboxShell } from "../oracle/sandbox-shell.ts";
import { toVisible } from "../proc/byte-text.ts";
import { type Bench, createBench, LOWERS, type Mounted, overlayCommands, UPPER } from "./oracle/overlay-commands.ts";
import { createMemory, readOverlays } from "./read-overlays.ts";

type Seen = { kind: string; mode: number; target?: string; line?: string; xattrs?: string[] };
type Answer = { merged: Record<string, Seen>; layers: Record<string, Seen>[] };

let lab: TestLab;
let sandbox: RunningSandbox;
let shell: SandboxShell;
let done: () => void;

beforeAll(async () => {
  lab = await openTestLab();
  await new Promise<void>((ready, failed) => {
    lab
      .withSandbox(async (running) => {
        sandbox = running;
        shell = openShell(running);
        ready();
        await new Promise<void>((resolve) => {
          done = resolve;
        });
      })
      .catch(failed);
  });
  const oracle = await readFile(new URL("./oracle/oracle.py", import.meta.url), "latin1");
  await shell.run(`printf '%s' ${quote(oracle)} > /root/oracle.py`);
});

afterAll(async () => {
  await shell?.[Symbol.asyncDispose]();
  done?.();
  await lab?.[Symbol.asyncDispose]();
});

const visibleKeys = <T>(record: Record<string, T>): Map<string, T> =>
  new Map(Object.entries(record).map(([key, value]) => [toVisible(key), value]));

async function askOracle(bench: string, { at, lowers, hasUpper }: Mounted): Promise<Answer> {
  const layers = [...(hasUpper ? [UPPER] : []), ...lowers.map((lower) => LOWERS[lower]!)].map((layer) => `${bench}/${layer}`);
  return JSON.parse(await shell.run(`python3 /root/oracle.py ${quote(JSON.stringify({ merged: at, layers }))}`));
}

/** The reader's overlay must say what the oracle saw through merged and in the layers. */
function compare(overlay: Overlay, answer: Answer, { lowers, hasUpper, userxattr }: Mounted): void {
  expect(overlay.scan).toMatchObject({ state: "complete", reason: null });
  const merged = visibleKeys(answer.merged);
  const seen = overlay.paths.filter((path) => path.visibleFrom !== null);
  expect(seen.map((path) => path.path).sort()).toEqual([...merged.keys()].sort());

  for (const path of seen) {
    const truth = merged.get(path.path)!;
    const cell = path.cells.find((one) => one.layer === path.visibleFrom)!;
    expect([path.path, path.kind, cell.mode]).toEqual([path.path, truth.kind, `0${truth.mode.toString(8).padStart(3, "0")}`]);
    if (truth.target !== undefined) expect(cell.target?.slice(0, 150)).toBe(toVisible(truth.target).slice(0, 150));
    if (truth.line === undefined) continue;
    expect((cell.text ?? "").slice(0, 60)).toBe(toVisible(truth.line).slice(0, 60));
    // Files of lower layers say which one they were put into.
    const upperLayers = hasUpper ? 1 : 0;
    if (path.state === "lower") expect(truth.line).toMatch(new RegExp(`^lower${lowers[path.visibleFrom! - upperLayers]}:`));
    if (path.visibleFrom === 0 && hasUpper) expect(["created", "copied-up", "replaced"]).toContain(path.state);
    if (path.visibleFrom === 0 && hasUpper && truth.line.startsWith("upper:"))
      expect(["created", "replaced"]).toContain(path.state);
  }

  const cells = overlay.paths.flatMap((path) => path.cells.map((cell) => ({ ...cell, at: cell.realPath ?? path.path })));
  for (const [layer, entries] of answer.layers.map(visibleKeys).entries()) {
    const mine = cells.filter((cell) => cell.layer === layer);
    expect(mine.map((cell) => cell.at).sort()).toEqual([...entries.keys()].sort());
    for (const cell of mine) {
      const truth = entries.get(cell.at)!;
      expect([cell.at, cell.kind]).toEqual([cell.at, truth.kind]);
      if (truth.xattrs) expect(cell.xattrs.filter((name) => name.startsWith("user."))).toEqual(truth.xattrs);
      if (!userxattr) expect([cell.opaque, cell.origin]).toEqual([false, false]);
    }
  }
  for (const path of overlay.paths.filter(({ state }) => state === "deleted")) expect(path.cells[0]?.kind).toBe("whiteout");
  const whiteouts = overlay.paths.filter((path) => hasUpper && path.cells[0]?.layer === 0 && path.cells[0].kind === "whiteout");
  for (const path of whiteouts) expect(["deleted", "hidden"]).toContain(path.state);
}

describe("overlays in a real sandbox", () => {
  test("whatever a student does, the reader agrees with what the sandbox sees", { timeout: 240_000 }, async () => {
    let run = 0;
    const met = { overlays: 0, states: new Map<string, number>() };
    const memory = createMemory();
    await fc.assert(
      fc.asyncProperty(overlayCommands, async (commands) => {
        const root = `/root/run ${++run}`;
        const benches: Bench[] = ["one", "t:wo"].map((name) => ({ name: `${root}/${name}`, mounted: null }));
        const script = { lines: benches.map((bench) => createBench(bench.name)) };
        try {
          fc.modelRun(() => ({ model: { benches }, real: script }), commands);
          const said = await shell.run(script.lines.join("\n"));
          expect(said).toBe("");
          // The oracle looks first: looking a directory up makes overlayfs write a missing origin mark (ovl_fix_origin).
          const asked = benches.flatMap(({ name, mounted }) => (mounted ? [{ name, mounted }] : []));
          const answers = await Promise.all(asked.map(({ name, mounted }) => askOracle(name, mounted)));
          const { overlays } = readOverlays(sandbox, memory);
          expect(overlays.map((overlay) => overlay.mountpoint).sort()).toEqual(
            asked.map(({ mounted }) => toVisible(mounted.at)).sort(),
          );
          for (const [index, { mounted }] of asked.entries()) {
            const overlay = overlays.find(({ mountpoint }) => mountpoint === toVisible(mounted.at))!;
            compare(overlay, answers[index]!, mounted);
            met.overlays++;
            for (const { state } of overlay.paths) met.states.set(state, (met.states.get(state) ?? 0) + 1);
          }
        } finally {
          const umounts = benches.flatMap(({ mounted }) => (mounted ? [`umount ${quote(mounted.at)}`] : []));
          await shell.run([...umounts, `rm -rf ${quote(root)}`].join("\n"));
        }
      }),
      {
        numRuns: PROPERTY_RUNS,
        endOnFailure: Boolean(process.env.GLASSBOX_NO_SHRINK),
        // The {"seed": ..., "path": ...} that a failure printed, to run it again.
        ...JSON.parse(process.env.GLASSBOX_PROPERTY_REPLAY ?? "{}"),
      },
    );
    // The property must have had something to say.
    console.log(met);
    expect(met.overlays).toBeGreaterThan(60);
    expect([...met.states.keys()].sort()).toEqual([
      "copied-up",
      "created",
      "deleted",
      "hidden",
      "lower",
      "merged",
      "opaque",
      "replaced",
    ]);
  });
});
