import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { explainNamespaceMark } from "./explain.ts";
import { namespace, process, processesView } from "./fixtures/build-processes.ts";
import { chipMark, diffNamespaces, rowMark, shelfMark } from "./namespaces-diff.ts";
import { CHIP, layoutNamespaces, ROW } from "./namespaces-layout.ts";
import { type NamespacesModel, toNamespacesModel } from "./namespaces-model.ts";
import { namespacesTexts } from "./texts.ts";

const model = (view: Parameters<typeof toNamespacesModel>[0], before: NamespacesModel | null = null) =>
  toNamespacesModel(view, before, false)!;
const shell = process([8], "/bin/bash -l");
const inside = process([20], "bash", { parent: shell.key, namespaces: { uts: "uts-1" } });
const uts = namespace("uts-1", { hostname: "inside", pins: [{ kind: "process", by: inside.key, detail: "" }] });
const t = namespacesTexts("en");

describe("the model", () => {
  it("leaves the lab's own processes out, and counts them", () => {
    const tini = process([1], "tini", { plumbing: true });
    const seen = model(processesView(1, [tini, shell]));
    expect(seen.rows.map(({ key }) => key)).toEqual([shell.key]);
    expect(seen.hidden).toBe(1);
    expect(toNamespacesModel(processesView(1, [tini, shell]), null, true)?.rows).toHaveLength(2);
  });
  it("numbers namespaces of a type as they appear, and keeps the numbers until Tidy up", () => {
    const first = model(processesView(1, [shell, inside], [uts]));
    const later = model(processesView(2, [shell], [namespace("uts-7")]), first);
    expect(first.namespaces.get("uts-1")?.number).toBe(1);
    expect(later.namespaces.get("uts-7")?.number).toBe(1);
    const both = model(processesView(2, [shell, inside], [namespace("uts-7"), uts]), first);
    expect([both.namespaces.get("uts-1")?.number, both.namespaces.get("uts-7")?.number]).toEqual([1, 2]);
  });
  it("shows a namespace without a process with what keeps it", () => {
    const kept = namespace("net-3", { name: "c1", pins: [{ kind: "mount", by: "mnt-0", detail: "/run/netns/c1" }] });
    expect(model(processesView(1, [shell], [kept])).empty.map(({ info }) => info.key)).toEqual(["net-3"]);
  });
});

describe("places of rows", () => {
  const children = [1, 2, 3].map((n) => process([100 + n], `sleep ${n}`, { parent: shell.key }));
  it("a process that goes leaves its place to the next child, and the others stay where they are", () => {
    const before = model(processesView(1, [shell, ...children]));
    const after = model(processesView(2, [shell, children[0]!, children[2]!]), before);
    const yOf = (one: NamespacesModel) => new Map(layoutNamespaces(one, 800).rows.map(({ row, y }) => [row.key, y]));
    expect(yOf(after).get(children[2]!.key)).toBe(yOf(before).get(children[2]!.key));
    const next = process([200], "sleep 9", { parent: shell.key });
    const filled = model(processesView(3, [shell, children[0]!, children[2]!, next]), after);
    expect(yOf(filled).get(next.key)).toBe(yOf(before).get(children[1]!.key));
  });
  it("shuffled input gives the same picture; whatever goes, no two rows share a place", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 1, 2], { minLength: 1 }), fc.shuffledSubarray([0, 1, 2]), (order, gone) => {
        const all = [shell, ...children];
        const straight = layoutNamespaces(model(processesView(1, all)), 800);
        const shuffled = layoutNamespaces(
          model(
            processesView(1, [...order.map((at) => children[at]!), shell, ...children.filter((_, at) => !order.includes(at))]),
          ),
          800,
        );
        expect(shuffled.rows.map(({ row, y }) => [row.key, y])).toEqual(straight.rows.map(({ row, y }) => [row.key, y]));
        const after = model(
          processesView(
            2,
            all.filter((one) => !gone.some((at) => children[at] === one)),
          ),
          model(processesView(1, all)),
        );
        const ys = layoutNamespaces(after, 800).rows.map(({ y }) => y);
        expect(new Set(ys).size).toBe(ys.length);
      }),
    );
  });
});

describe("the layout", () => {
  const pid1 = namespace("pid-1", { parent: "pid-0" });
  const pid2 = namespace("pid-2", { parent: "pid-1" });
  const outer = process([30, 1], "bash", { parent: shell.key, namespaces: { pid: "pid-1" } });
  const inner = process([40, 9, 1], "sleep", { parent: outer.key, namespaces: { pid: "pid-2" } });
  const layout = layoutNamespaces(model(processesView(1, [shell, outer, inner], [pid1, pid2])), 900);
  it("a process spans the frames of all pid namespaces it is visible in, and frames lie in each other", () => {
    const [first, second] = layout.frames;
    expect(layout.frames.map(({ level, namespace }) => [level, namespace.info.key])).toEqual([
      [1, "pid-1"],
      [2, "pid-2"],
    ]);
    expect(second!.x).toBeGreaterThan(first!.x);
    expect(second!.x + second!.w).toBeLessThanOrEqual(first!.x + first!.w);
    expect(second!.y).toBeGreaterThan(first!.y);
    expect(second!.y + second!.h).toBeLessThanOrEqual(first!.y + first!.h);
  });
  it("chips stand in their row and column, and none lies on another", () => {
    for (const chip of layout.chips) {
      const row = layout.rows.find(({ row }) => row.key === chip.process)!;
      expect(chip.y).toBeGreaterThanOrEqual(row.y);
      expect(chip.y + CHIP.h).toBeLessThanOrEqual(row.y + ROW);
    }
    expect(new Set(layout.chips.map(({ x, y }) => `${x} ${y}`)).size).toBe(layout.chips.length);
  });
});

describe("what changed", () => {
  const kinds = (before: NamespacesModel, after: NamespacesModel) =>
    diffNamespaces(before, after, 5).map(({ kind, mark }) => [kind, mark]);
  it("unshare: a process has a namespace of its own", () => {
    const same = { ...inside, namespaces: { ...inside.namespaces, uts: "uts-0" } };
    expect(kinds(model(processesView(1, [shell, same])), model(processesView(2, [shell, inside], [uts])))).toEqual([
      ["changed", chipMark(inside.key, "uts")],
    ]);
  });
  it("a namespace outlives its last process, and is gone when nothing keeps it", () => {
    const kept = namespace("uts-1", { name: "u", pins: [{ kind: "mount", by: "mnt-0", detail: "/root/u" }] });
    const [one, two, three] = [
      model(processesView(1, [shell, inside], [kept])),
      model(processesView(2, [shell], [kept])),
      model(processesView(3, [shell])),
    ];
    expect(kinds(one, two)).toEqual([
      ["ended", rowMark(inside.key)],
      ["outlives", shelfMark("uts-1")],
    ]);
    expect(kinds(two, three)).toEqual([["gone", shelfMark("uts-1")]]);
  });
  it("nothing is told of an equal picture", () => {
    const view = processesView(1, [shell, inside], [uts]);
    expect(diffNamespaces(model(view), model(view), 2)).toEqual([]);
  });
});

describe("explanations", () => {
  const seen = model(processesView(1, [shell, inside], [uts]));
  it("say what a namespace isolates, its hostname and what keeps it, with the command that shows it", () => {
    const explanation = explainNamespaceMark(seen, chipMark(inside.key, "uts"), t)!;
    expect(explanation.sentence).toContain("Its hostname is inside.");
    expect(explanation.sentence).toContain("Kept alive by process 20 bash.");
    expect(explanation.evidence).toMatchObject({
      command: "readlink /proc/20/ns/uts",
      raw: "uts:[4026530001]",
      grade: "observed",
    });
  });
  it("name what a process does not share", () => {
    expect(explainNamespaceMark(seen, rowMark(inside.key), t)?.sentence).toContain("It has its own uts;");
    expect(explainNamespaceMark(seen, rowMark("gone"), t)).toBeNull();
  });
});
