import { expect, it } from "vitest";
import type { MountNamespace, MountPoint } from "../../../lib/contract/kernel/mounts.ts";
import type { KernelView } from "../../../lib/contract/kernel-view.ts";
import { explainMount } from "./explain.ts";
import { diffMounts } from "./mounts-diff.ts";
import { layoutMounts } from "./mounts-layout.ts";
import { mountMark, propagationOf, toMountsModel } from "./mounts-model.ts";
import { mountsTexts } from "./texts.ts";

const mount = (key: string, mountpoint: string, more: Partial<MountPoint> = {}): MountPoint => ({
  key,
  id: 1,
  parent: null,
  mountpoint,
  fsType: "tmpfs",
  source: "t",
  device: "0:50",
  root: "/",
  readOnly: false,
  options: ["rw"],
  superOptions: ["rw"],
  propagation: { shared: null, master: null, from: null, unbindable: false },
  bindOf: null,
  covered: false,
  plumbing: false,
  ...more,
});
const table = (key: string, mounts: MountPoint[]): MountNamespace => ({
  key,
  inode: 7,
  initial: key === "mnt-0",
  process: "p",
  mounts,
  omitted: 0,
});
const view = (...namespaces: MountNamespace[]): KernelView => ({
  sandbox: "a",
  revision: 1,
  sampledAt: 1,
  overlays: [],
  problems: [],
  changes: [],
  mounts: { namespaces, omitted: 0 },
});
const model = (...namespaces: MountNamespace[]) => toMountsModel(view(...namespaces), false)!;
const t = mountsTexts("en");
const lab = mount("root", "/", { plumbing: true });

it("the lab's mounts are left out and counted; what is mounted on them stands at the edge", () => {
  const [first] = model(
    table("mnt-0", [lab, mount("a", "/mnt", { parent: "root" }), mount("b", "/mnt/x", { parent: "a" })]),
  ).tables;
  expect(first!.rows.map(({ mount, depth }) => [mount.key, depth])).toEqual([
    ["a", 0],
    ["b", 1],
  ]);
  expect(first!.hidden).toBe(1);
});

it("a line stands below its parent, indented, and no two share a place", () => {
  const [first] = model(table("mnt-0", [mount("a", "/a"), mount("b", "/a/b", { parent: "a" }), mount("c", "/c")])).tables;
  const { rows } = layoutMounts(first!, 700);
  expect(rows[1]!.x).toBeGreaterThan(rows[0]!.x);
  expect(new Set(rows.map(({ y }) => y)).size).toBe(3);
});

it("propagation has one word", () => {
  const of = (propagation: Partial<MountPoint["propagation"]>) =>
    propagationOf(
      mount("a", "/", { propagation: { shared: null, master: null, from: null, unbindable: false, ...propagation } }),
    );
  expect([of({}), of({ shared: 1 }), of({ master: 1 }), of({ shared: 2, master: 1 }), of({ unbindable: true })]).toEqual([
    "private",
    "shared",
    "slave",
    "slave-shared",
    "unbindable",
  ]);
});

it("changes are told: a bind, read-only, covered, unmounted; a copied table is one", () => {
  const bind = mount("b", "/srv", { bindOf: { key: "a", path: "/root/a" } });
  const before = model(table("mnt-0", [lab]));
  const mounted = model(table("mnt-0", [lab, bind]));
  const changed = model(
    table("mnt-0", [lab, { ...bind, readOnly: true, covered: true }]),
    table("mnt-9", [
      { ...lab, key: "root9" },
      { ...bind, key: "b9" },
    ]),
  );
  const say = (a: typeof before, b: typeof before) => diffMounts(a, b, 2).map(t.change);
  expect(say(before, mounted)).toEqual(["/srv now shows /root/a"]);
  expect(say(mounted, changed)).toEqual([
    "A new mount namespace (in the namespace of mnt:[7]) began with a copy of 2 mounts",
    "/srv is read-only now",
    "Another mount covers /srv",
  ]);
  expect(say(mounted, before)).toEqual(["/srv was unmounted"]);
  expect(say(mounted, mounted)).toEqual([]);
});

it("an explanation says that a bind is inferred", () => {
  const [first] = model(table("mnt-0", [mount("b", "/srv x", { bindOf: { key: "a", path: "/root/a" } })])).tables;
  const explanation = explainMount(first!, mountMark("b"), t)!;
  expect(explanation.evidence).toMatchObject({
    grade: "inferred",
    command: "findmnt -o TARGET,SOURCE,FSTYPE,PROPAGATION,OPTIONS '/srv x'",
  });
});
