import { expect, test } from "vitest";
import type { Overlay } from "../../../lib/contract/kernel-view.ts";
import { toReason } from "./to-reason.ts";
import { toUpdateOf } from "./to-update.ts";
import { type PartFound, ViewKeeper } from "./view-keeper.ts";

const overlays = (...mountpoints: string[]): PartFound => ({
  scope: "overlays",
  part: mountpoints.map((mountpoint) => ({ key: mountpoint, mountpoint }) as Overlay),
  digest: mountpoints.join(),
  problems: [],
});
const cgroups = (memoryCurrent: number): PartFound =>
  ({
    scope: "cgroups",
    part: { mode: "v2", hierarchies: [{ cgroups: [{ key: "cg", numbers: { memoryCurrent } }] }] },
    digest: "same",
    problems: [],
  }) as unknown as PartFound;

test("what is new makes a new revision, what is read again does not", () => {
  const keeper = new ViewKeeper("a", 7);
  expect(keeper.take([overlays("/m")], 1)).toMatchObject({ changed: ["overlays"], view: { revision: 8, sampledAt: 1 } });
  expect(keeper.take([overlays("/m")], 2)).toMatchObject({ changed: [], view: { revision: 8, sampledAt: 2 } });
  expect(keeper.take([overlays()], 3)).toMatchObject({ changed: ["overlays"], view: { revision: 9, overlays: [] } });
});

test("numbers are no new revision, and only those that differ are told", () => {
  const keeper = new ViewKeeper("a", 0);
  keeper.take([cgroups(10)], 1);
  expect(keeper.take([cgroups(11)], 2)).toMatchObject({
    changed: [],
    numbers: { cg: { memoryCurrent: 11 } },
    view: { revision: 1 },
  });
  expect(keeper.take([cgroups(11)], 3).numbers).toEqual({});
});

test("a problem makes a new revision and goes with its part", () => {
  const keeper = new ViewKeeper("a", 0);
  keeper.take([overlays("/m")], 1);
  const failed = { ...overlays("/m"), problems: [toReason("sandbox-ended", {})] };
  expect(keeper.take([failed], 2)).toMatchObject({
    problemsChanged: true,
    view: { revision: 2, problemReasons: [{ code: "sandbox-ended" }] },
  });
  keeper.drop("overlays");
  expect(keeper.take([cgroups(1)], 3).view.problems).toEqual([]);
});

test("who asked for some parts gets those, and an update has only what is new of them", () => {
  const keeper = new ViewKeeper("a", 0);
  const { changed } = keeper.take([overlays("/m"), cgroups(1)], 1);
  expect(keeper.only(new Set(["cgroups"]))).toMatchObject({ overlays: [], cgroups: { mode: "v2" } });
  expect(keeper.only(new Set(["overlays"])).cgroups).toBeUndefined();
  const update = toUpdateOf(keeper.view, { since: 0, shown: changed.filter((scope) => scope === "cgroups"), numbers: {} });
  expect(update).toMatchObject({ since: 0, revision: 1, cgroups: { mode: "v2" } });
  expect(update.overlays).toBeUndefined();
  expect(update.numbers).toBeUndefined();
});
