import { describe, expect, it } from "vitest";
import type { Cgroup, CgroupHierarchy } from "../../../lib/contract/kernel/cgroups.ts";
import type { KernelView } from "../../../lib/contract/kernel-view.ts";
import { amountText, bytesText } from "./amounts.ts";
import { diffCgroups } from "./cgroups-diff.ts";
import { layoutCgroups } from "./cgroups-layout.ts";
import { type CgroupsModel, cellMark, toCgroupsModel } from "./cgroups-model.ts";
import { explainCgroupMark } from "./explain.ts";
import { cgroupsTexts } from "./texts.ts";

const MIB = 1024 * 1024;
type Wish = {
  memoryMax?: number;
  cores?: number;
  pidsMax?: number;
  oomKills?: number;
  refused?: number;
  usageUs?: number;
  periods?: number;
  throttled?: number;
  current?: number;
  bound?: Cgroup["binding"];
  key?: string;
};

function cgroup(path: string, wish: Wish = {}): Cgroup {
  const key = wish.key ?? path;
  const none = { memory: null, cpu: null, pids: null };
  return {
    key,
    path,
    name: path.split("/").at(-1) || "/",
    parent: path === "/" ? null : path.slice(0, path.lastIndexOf("/")) || "/",
    depth: path === "/" ? 0 : path.split("/").length - 1,
    controllers: [],
    subtreeControl: [],
    type: null,
    frozen: false,
    processes: [],
    plumbing: 0,
    limits: {
      memoryMax: wish.memoryMax ?? null,
      memoryHigh: null,
      memoryLow: null,
      swapMax: null,
      cpuCores: wish.cores ?? null,
      cpuWeight: null,
      pidsMax: wish.pidsMax ?? null,
    },
    events: { oomKills: wish.oomKills ?? 0, memoryMaxHits: 0, pidsRefused: wish.refused ?? 0 },
    binding: wish.bound ?? none,
    files: { "memory.limit_in_bytes": String(wish.memoryMax ?? "") },
    numbers: {
      memoryCurrent: wish.current ?? 0,
      memoryPeak: null,
      swapCurrent: null,
      cpuUsageUs: wish.usageUs ?? null,
      cpuPeriods: wish.periods ?? null,
      cpuThrottled: wish.throttled ?? null,
      cpuThrottledUs: null,
      pidsCurrent: 1,
      ioReadBytes: null,
      ioWrittenBytes: null,
    },
  };
}
const v1 = (controllers: string[], cgroups: Cgroup[]): CgroupHierarchy => ({
  id: controllers.join(","),
  version: 1,
  controllers,
  mountpoint: `/sys/fs/cgroup/${controllers.join(",")}`,
  cgroups,
  omitted: 0,
});
const view = (revision: number, hierarchies: CgroupHierarchy[], mode: "v1" | "v2" | "hybrid" = "hybrid"): KernelView => ({
  sandbox: "a",
  revision,
  sampledAt: revision * 1000,
  overlays: [],
  problems: [],
  changes: [],
  cgroups: { mode, hierarchies },
});
const model = (one: KernelView, before: CgroupsModel | null = null) => toCgroupsModel(one, before)!;
const t = cgroupsTexts("en");
const root = { memory: { limit: 512 * MIB, by: "/" }, cpu: null, pids: null };

describe("the model", () => {
  it("makes one tree of v1's many, and leaves a cell empty where a group is not in a tree", () => {
    const seen = model(
      view(1, [v1(["memory"], [cgroup("/"), cgroup("/a"), cgroup("/a/b")]), v1(["pids"], [cgroup("/"), cgroup("/c")])]),
    );
    expect(seen.rows.map(({ path, cells }) => [path, Object.keys(cells)])).toEqual([
      ["/", ["memory", "pids"]],
      ["/a", ["memory"]],
      ["/a/b", ["memory"]],
      ["/c", ["pids"]],
    ]);
  });
  it("takes everything from the one tree of v2", () => {
    const hierarchy: CgroupHierarchy = {
      id: "",
      version: 2,
      controllers: ["cpu", "memory", "pids"],
      mountpoint: "/sys/fs/cgroup",
      cgroups: [cgroup("/")],
      omitted: 0,
    };
    expect(Object.keys(model(view(1, [hierarchy], "v2")).rows[0]!.cells)).toEqual(["memory", "cpu", "pids"]);
  });
  it("measures CPU between two readings, and the share of periods that had to wait", () => {
    const at = (revision: number, usageUs: number, periods: number, throttled: number) =>
      view(revision, [
        v1(["cpuacct"], [cgroup("/a", { usageUs })]),
        v1(["cpu"], [cgroup("/a", { periods, throttled, cores: 0.2 })]),
      ]);
    const first = model(at(1, 100_000, 10, 0));
    expect(first.rows[0]!.cells.cpu).toMatchObject({ current: null, throttled: null });
    const second = model(at(2, 300_000, 20, 9), first);
    expect(second.rows[0]!.cells.cpu).toMatchObject({ current: 0.2, throttled: 0.9, own: 0.2 });
    // A group that was made anew counts from nothing.
    expect(model(at(3, 5, 0, 0), second).rows[0]!.cells.cpu).toMatchObject({ current: null, throttled: null });
  });
});

it("a bar is as long as the limit that binds: half of it used is half of the bar", () => {
  const seen = model(view(1, [v1(["memory"], [cgroup("/", { current: 256 * MIB, bound: root })])]));
  const { cells } = layoutCgroups(seen, 900);
  expect(cells[0]!.fill).toBeCloseTo(cells[0]!.w / 2);
});
it("removing a group moves no bar sideways, and bars never overlap", () => {
  const two = layoutCgroups(model(view(1, [v1(["memory"], [cgroup("/"), cgroup("/a"), cgroup("/b")])])), 446);
  const one = layoutCgroups(model(view(2, [v1(["memory"], [cgroup("/"), cgroup("/a")])])), 446);
  expect(one.cells.map(({ x, y }) => [x, y])).toEqual(two.cells.slice(0, 2).map(({ x, y }) => [x, y]));
  for (const [at, column] of two.columns.entries())
    if (at > 0) expect(column.x).toBeGreaterThanOrEqual(two.columns[at - 1]!.x + two.columns[at - 1]!.w);
});

it("changes are told once: a group, a limit, a kill", () => {
  const before = model(view(1, [v1(["memory"], [cgroup("/"), cgroup("/a")])]));
  const after = model(
    view(2, [v1(["memory"], [cgroup("/"), cgroup("/a", { memoryMax: 32 * MIB, oomKills: 1 }), cgroup("/b")])]),
    before,
  );
  expect(diffCgroups(before, after, 2).map(t.change)).toEqual([
    "/a is limited to 32 MiB of memory",
    "1 process in /a hit the memory limit and was killed",
    "The group /b was made",
  ]);
  expect(diffCgroups(after, before, 3).map(({ kind }) => kind)).toEqual(["unlimited", "gone"]);
  const again = model(
    view(4, [v1(["memory"], [cgroup("/"), cgroup("/a", { key: "other", memoryMax: 32 * MIB, oomKills: 1 })])]),
    after,
  );
  expect(diffCgroups(after, again, 4).map(({ kind }) => kind)).toEqual(["made", "gone"]);
});

it("an explanation names whose limit binds and the very file", () => {
  const seen = model(view(1, [v1(["memory"], [cgroup("/"), cgroup("/a b", { memoryMax: 600 * MIB, bound: root })])]));
  const explanation = explainCgroupMark(seen, cellMark("/a b", "memory"), t)!;
  expect(explanation.sentence).toContain("the limit of /: 512 MiB");
  expect(explanation.evidence.command).toBe("cat '/sys/fs/cgroup/memory/a b/memory.limit_in_bytes'");
});

it("amounts are short", () => {
  expect([0, 1023, 1536, 33554432, 123456789].map(bytesText)).toEqual(["0 B", "1023 B", "1.50 KiB", "32 MiB", "118 MiB"]);
  expect([1, 0.2, 0.125, 12.3].map((value) => amountText("cpu", value, t.cores))).toEqual([
    "1 core",
    "0.2 cores",
    "0.13 cores",
    "12 cores",
  ]);
});
