import { describe, expect, test } from "vitest";
import { KernelUpdate, type KernelView } from "../kernel-view.ts";
import { applyUpdate, mergeUpdates, toUpdate } from "./apply-update.ts";
import { newNumbers, numbersOf, structureText, withNumbers } from "./numbers.ts";

const hierarchy = (current: number, oomKills = 0) =>
  ({
    mode: "v2",
    hierarchies: [
      {
        id: "",
        version: 2,
        controllers: [],
        mountpoint: "/sys/fs/cgroup",
        omitted: 0,
        cgroups: [{ key: "cg-1", events: { oomKills }, numbers: { memoryCurrent: current, memoryPeak: null } }],
      },
    ],
  }) as unknown as KernelView["cgroups"];
const view = (revision: number, more: Partial<KernelView> = {}): KernelView => ({
  sandbox: "a",
  revision,
  sampledAt: revision,
  overlays: [],
  problems: [],
  changes: [],
  ...more,
});
const numbersIn = (one: KernelView | null) => one?.cgroups?.hierarchies[0]?.cgroups[0]?.numbers.memoryCurrent;

describe("numbers of a view", () => {
  test("are found by the key of their object, and only those that differ are new", () => {
    const [before, now] = [numbersOf(view(1, { cgroups: hierarchy(10) })), numbersOf(view(1, { cgroups: hierarchy(20) }))];
    expect(now).toEqual({ "cg-1": { memoryCurrent: 20, memoryPeak: null } });
    expect(newNumbers(before, now)).toEqual(now);
    expect(newNumbers(now, now)).toEqual({});
  });
  test("are no part of the structure", () => {
    expect(structureText(hierarchy(10))).toBe(structureText(hierarchy(20)));
    expect(structureText(hierarchy(10))).not.toBe(structureText(hierarchy(10, 1)));
  });
  test("can be renewed without touching what did not change", () => {
    const old = view(1, { cgroups: hierarchy(10), network: { namespaces: [], omitted: 0 } });
    const renewed = withNumbers(old, { "cg-1": { memoryCurrent: 30, memoryPeak: null } });
    expect(numbersIn(renewed)).toBe(30);
    expect(renewed.network).toBe(old.network);
    expect(withNumbers(old, {}).cgroups).toBe(old.cgroups);
  });
});

describe("an update", () => {
  test("is a view once more when it is whole", () => {
    const one = view(3, { cgroups: hierarchy(10) });
    expect(applyUpdate(null, KernelUpdate.parse({ ...toUpdate(view(3)) }))).toMatchObject({ revision: 3, overlays: [] });
    expect(applyUpdate(view(2), toUpdate(one))).toEqual(one);
  });
  test("changes the parts it has and leaves the others as the same objects", () => {
    const one = view(3, { cgroups: hierarchy(10), mounts: { namespaces: [], omitted: 0 } });
    const next = applyUpdate(one, {
      sandbox: "a",
      revision: 4,
      since: 3,
      sampledAt: 9,
      problems: [],
      changes: [],
      cgroups: hierarchy(10, 1),
    });
    expect(next).toMatchObject({ revision: 4, sampledAt: 9 });
    expect(next?.mounts).toBe(one.mounts);
    expect(next?.overlays).toBe(one.overlays);
  });
  test("with numbers only keeps the revision", () => {
    const one = view(3, { cgroups: hierarchy(10) });
    const next = applyUpdate(one, {
      ...toUpdate(view(3)),
      overlays: undefined,
      since: 3,
      numbers: { "cg-1": { memoryCurrent: 11 } },
    });
    expect(numbersIn(next)).toBe(11);
    expect(next?.revision).toBe(3);
  });
  test("that continues a view we do not have gives nothing", () => {
    const update: KernelUpdate = { sandbox: "a", revision: 6, since: 5, sampledAt: 1, problems: [], changes: [] };
    expect(applyUpdate(null, update)).toBeNull();
    expect(applyUpdate(view(4), update)).toBeNull();
    expect(applyUpdate(view(5, { sandbox: "b" }), update)).toBeNull();
  });
  test("that was overtaken changes nothing", () => {
    const newer = view(9);
    expect(applyUpdate(newer, toUpdate(view(3)))).toBe(newer);
    expect(applyUpdate(newer, { sandbox: "a", revision: 6, since: 5, sampledAt: 1, problems: [], changes: [] })).toBe(newer);
  });
  test("and the next one merge into one that leads to the same view", () => {
    const start = view(1, { cgroups: hierarchy(1) });
    const first: KernelUpdate = {
      sandbox: "a",
      revision: 2,
      since: 1,
      sampledAt: 2,
      problems: [],
      changes: [],
      cgroups: hierarchy(2, 1),
    };
    const then: KernelUpdate = {
      sandbox: "a",
      revision: 2,
      since: 2,
      sampledAt: 3,
      problems: [],
      changes: [],
      numbers: { "cg-1": { memoryCurrent: 5 } },
    };
    const oneByOne = applyUpdate(applyUpdate(start, first), then);
    expect(applyUpdate(start, mergeUpdates(first, then))).toEqual(oneByOne);
    expect(mergeUpdates(first, toUpdate(view(9)))).toEqual(toUpdate(view(9)));
  });
});
