import { readFile } from "node:fs/promises";
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CgroupsPart } from "../../../../lib/contract/kernel/cgroups.ts";
import { WAITING_COMMAND } from "../../runtime/oci-spec.ts";
import type { RunningSandbox } from "../../runtime/running-sandbox.ts";
import { openTestLab, type TestLab, until } from "../../sandboxes/test-support.ts";
import { PROPERTY_RUNS } from "../../testing/property-runs.ts";
import { openProgram, type SandboxProgram } from "../oracle/sandbox-program.ts";
import { openShell, type SandboxShell } from "../oracle/sandbox-shell.ts";
import { toVisible } from "../proc/byte-text.ts";
import { createScanner } from "../processes/scanner.ts";
import { createCgroupsReader } from "./cgroups-reader.ts";
import { BEGIN, cgroupActs, END, type Place, toScript } from "./oracle/cgroup-commands.ts";

type Group = { path: string; inode: number; files: Record<string, string> };

let lab: TestLab;
let sandbox: RunningSandbox;
let shell: SandboxShell;
let oracle: SandboxProgram;
let scanner: ReturnType<typeof createScanner>;
const reader = createCgroupsReader();

beforeAll(async () => {
  lab = await openTestLab();
  const { id } = await lab.sandboxes.create({ owner: "test", purpose: "test", profile: lab.profile({ memoryMiB: 256 }) });
  sandbox = lab.sandboxes.get(id)!;
  scanner = createScanner(sandbox);
  shell = openShell(sandbox);
  // The runtime mounts no v2 hierarchy beside v1 ones: a student may.
  await shell.run(
    "exec 2>/root/errors; mkdir /root/v2; grep -q ' - cgroup2 ' /proc/self/mountinfo || mount -t cgroup2 v2 /root/v2",
  );
  oracle = await openProgram(sandbox, "oracle", await readFile(new URL("./oracle/oracle.py", import.meta.url), "latin1"));
});
afterAll(async () => {
  await shell?.[Symbol.asyncDispose]();
  await oracle?.[Symbol.asyncDispose]();
  await lab?.[Symbol.asyncDispose]();
});

function read(): CgroupsPart {
  using reading = scanner.begin();
  return reader.read(reading).part;
}

/** PAGE_COUNTER_MAX, as the kernel writes it. */
const NO_LIMIT = "9223372036854771712";
const NO_NUMBERS = { memory: null, cpu: null, pids: null };
type Resource = keyof typeof NO_NUMBERS;

const value = (text: string | undefined): number | null =>
  text === undefined || ["max", "-1", NO_LIMIT].includes(text.trim()) ? null : Number(text);
const keyed = (text: string | undefined, name: string): number | null => {
  const line = text?.split("\n").find((one) => one.startsWith(`${name} `));
  return line === undefined ? null : Number(line.slice(name.length + 1));
};

/** What root in the sandbox concludes from the files of one directory, without the limits that lie outside of what it may see. */
function ownLimits({ files }: Group): Record<Resource, number | null> {
  const [quota, period] = (files["cpu.max"] ?? `${files["cpu.cfs_quota_us"]} ${files["cpu.cfs_period_us"]}`).trim().split(/\s+/);
  return {
    memory: value(files["memory.max"] ?? files["memory.limit_in_bytes"]),
    cpu: value(quota === "undefined" ? undefined : quota) === null ? null : Number(quota) / Number(period),
    pids: value(files["pids.max"]),
  };
}

function factsOf(part: CgroupsPart) {
  return part.hierarchies.map(({ id, cgroups }) => {
    const pathOf = new Map(cgroups.map(({ key, path }) => [key, path]));
    const pids = (keys: string[]) => keys.map((key) => Number(/^process-(\d+)-/.exec(key)![1])).sort((a, b) => a - b);
    return {
      id,
      groups: Object.fromEntries(
        cgroups.map((one) => [
          one.path,
          {
            inode: one.key.slice(one.key.lastIndexOf("-") + 1),
            parent: one.parent === null ? null : pathOf.get(one.parent),
            processes: pids(one.processes),
            plumbing: one.plumbing,
            frozen: one.frozen,
            type: one.type,
            controllers: one.controllers,
            subtreeControl: one.subtreeControl,
            limits: { memory: one.limits.memoryMax, cpu: one.limits.cpuCores, pids: one.limits.pidsMax },
            binding: Object.fromEntries(
              Object.entries(one.binding).map(([resource, bound]) => [resource, bound && [bound.limit, pathOf.get(bound.by)]]),
            ),
            oomKills: one.events.oomKills,
            refused: one.events.pidsRefused,
          },
        ]),
      ),
    };
  });
}

function seenFacts(places: readonly Place[], answers: readonly Group[][], lab: ReadonlySet<number>): ReturnType<typeof factsOf> {
  return places.map(({ id, version, controllers }, at) => {
    const groups = answers[at]!;
    const byPath = new Map(groups.map((one) => [one.path, one]));
    const parentOf = (path: string) => (path === "/" ? null : path.slice(0, path.lastIndexOf("/")) || "/");
    const lineage = (path: string): string[] => [path, ...(path === "/" ? [] : lineage(parentOf(path)!))];
    const binding = (path: string, resource: Resource) =>
      lineage(path).reduce<[number, string] | null>((least, one) => {
        const limit = ownLimits(byPath.get(one)!)[resource];
        return limit !== null && (least === null || limit < least[0]) ? [limit, toVisible(one)] : least;
      }, null);
    return {
      id,
      groups: Object.fromEntries(
        groups.map((group) => {
          const { path, inode, files } = group;
          // The processes of a threaded group are listed by its domain (cgroup-v2.rst, "Threads"): who is in this very one is told by thread, and
          // everybody here has one.
          const listed = (files["cgroup.threads"] ?? files["cgroup.procs"] ?? "").split("\n").filter(Boolean).map(Number);
          const parent = parentOf(path);
          return [
            toVisible(path),
            {
              inode: String(inode),
              parent: parent === null ? null : toVisible(parent),
              processes: listed.filter((pid) => !lab.has(pid)).sort((a, b) => a - b),
              plumbing: listed.filter((pid) => lab.has(pid)).length,
              frozen: files["freezer.state"]?.trim() === "FROZEN" || keyed(files["cgroup.events"], "frozen") === 1,
              type: files["cgroup.type"]?.trim() ?? null,
              controllers: version === 1 ? controllers : files["cgroup.controllers"]!.split(/\s+/).filter(Boolean),
              subtreeControl: version === 1 ? controllers : files["cgroup.subtree_control"]!.split(/\s+/).filter(Boolean),
              limits: ownLimits(group),
              binding: { memory: binding(path, "memory"), cpu: binding(path, "cpu"), pids: binding(path, "pids") },
              oomKills: keyed(files["memory.oom_control"] ?? files["memory.events"], "oom_kill"),
              refused: keyed(files["pids.events"], "max"),
            },
          ];
        }),
      ),
    };
  });
}

/** Freezing and dying take a moment: so long until two looks agree. */
const MOST_LOOKS = 40;

test("whatever students do in cgroupfs, the reader agrees with the files that root in the sandbox reads", {
  timeout: 600_000,
}, async () => {
  const met = new Map<string, number>();
  const meet = (what: string) => met.set(what, (met.get(what) ?? 0) + 1);
  const places = read().hierarchies.map(({ id, version, controllers, mountpoint }): Place => {
    expect([id, mountpoint]).toEqual([id, expect.stringMatching(/^\/(sys\/fs\/cgroup|root\/v2)/)]);
    return { id, version, controllers, mountpoint: mountpoint! };
  });
  // PID 1 and what it waits for.
  const waiting = await shell.run(`pgrep -f ^${WAITING_COMMAND}`);
  const labPids = new Set([1, ...waiting.split("\n").filter(Boolean).map(Number)]);
  const initial = new Set(read().hierarchies.flatMap(({ cgroups }) => cgroups.map(({ key }) => key)));
  const past = new Set<string>();

  const ask = <T>(what: string): Promise<T> => oracle.ask<T>({ what, places: places.map(({ mountpoint }) => mountpoint) });
  const readAgreeing = async (): Promise<CgroupsPart> => {
    for (let looks = 1; ; looks++) {
      const answers = await ask<Group[][]>("look");
      const part = CgroupsPart.parse(read());
      const [mine, theirs] = [factsOf(part), seenFacts(places, answers, labPids)];
      if (isDeepStrictEqual(mine, theirs)) return part;
      if (looks === MOST_LOOKS) expect(mine).toEqual(theirs);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };

  await fc.assert(
    fc.asyncProperty(cgroupActs, async (acts) => {
      const own = new Set<string>();
      try {
        await shell.run(BEGIN);
        for (const act of acts) {
          await shell.run(act.map((one) => `{ ${toScript(one, places)}; } >/dev/null`).join("\n"));
          const part = await readAgreeing();
          for (const { id, version, cgroups } of part.hierarchies) {
            for (const one of cgroups) {
              if (one.path === "/") continue;
              expect(past.has(one.key)).toBe(false);
              own.add(one.key);
              meet(`a group of v${version}`);
              if (one.depth > 1) meet("a nested one");
              if (one.frozen) meet(`frozen on v${version}`);
              if (one.processes.length > 0) meet(`with processes, v${version}`);
              if (one.type !== null && one.type !== "domain") meet(one.type);
              for (const [resource, bound] of Object.entries(one.binding)) {
                if (bound) meet(`${resource} bound by ${bound.by === one.key ? "itself" : "another"}`);
              }
              meet(`in ${id}`);
            }
          }
        }
      } finally {
        await ask("thaw");
        await shell.run(END);
        await until("every group is removed", async () => (await ask<number[]>("remove")).every((left) => left === 0));
      }
      await until("all of it is gone", () =>
        read().hierarchies.every(({ cgroups }) => cgroups.every(({ key }) => initial.has(key))),
      );
      for (const key of own) past.add(key);
    }),
    {
      numRuns: PROPERTY_RUNS,
      endOnFailure: Boolean(process.env.GLASSBOX_NO_SHRINK),
      // The {"seed": ..., "path": ...} that a failure printed, to run it again.
      ...JSON.parse(process.env.GLASSBOX_PROPERTY_REPLAY ?? "{}"),
    },
  );
  // The property must have had something to say, on whatever this host has.
  console.log(Object.fromEntries([...met].sort()));
  const versions = [...new Set(places.map(({ version }) => version))];
  expect([...met.keys()]).toEqual(
    expect.arrayContaining([
      ...versions.flatMap((version) => [`a group of v${version}`, `with processes, v${version}`, `frozen on v${version}`]),
      ...["memory", "cpu", "pids"].flatMap((resource) => [`${resource} bound by itself`, `${resource} bound by another`]),
      ...["a nested one", ...(versions.includes(2) ? ["threaded"] : [])],
    ]),
  );
});
