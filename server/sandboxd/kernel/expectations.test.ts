import { describe, expect, test } from "vitest";
import { isTruthy } from "../../../lib/contract/kernel/expression-bounds.ts";
import type { KernelView } from "../../../lib/contract/kernel-view.ts";
import { compileExpectations } from "./expectations.ts";

const view = {
  sandbox: "a",
  revision: 1,
  sampledAt: 0,
  problems: [],
  changes: [],
  overlays: [
    {
      mountpoint: "/root/merged",
      hasUpper: true,
      paths: [
        { path: "in_both.txt", state: "deleted", visibleFrom: null },
        { path: "new", state: "created", visibleFrom: 0 },
      ],
    },
  ],
} as unknown as KernelView;
const judge = async (expr: string) => (await compileExpectations([{ id: "x", expr }]).evaluate(view))[0]!;

describe("live expectations", () => {
  test("an expression over the view is met or not", async () => {
    expect(await judge("overlays[mountpoint='/root/merged'].paths[path='in_both.txt'].state = 'deleted'")).toEqual({
      id: "x",
      met: true,
      error: null,
    });
    expect(await judge("overlays[mountpoint='/root/merged'].paths[path='new'].state = 'deleted'")).toMatchObject({
      met: false,
      error: null,
    });
  });
  test("a reading that was cut short proves nothing: what asks about it stays what it was, until all of it was read", async () => {
    const gone = compileExpectations([{ id: "x", expr: "$count(network.namespaces[$count(links[name = 'v']) > 0]) = 0" }]);
    const network = (unread: string | null, links: string[]) =>
      ({
        ...view,
        network: {
          namespaces: [{ unread: unread && { code: unread }, chainsUnread: null, links: links.map((name) => ({ name })) }],
        },
      }) as unknown as KernelView;
    const met = async (of: KernelView) => (await gone.evaluate(of))[0]!.met;
    expect(await met(network("time-cap", []))).toBe(false);
    expect(await met(network(null, ["v"]))).toBe(false);
    expect(await met(network(null, []))).toBe(true);
    expect(await met(network("time-cap", []))).toBe(true);
    expect(await met(network("namespace-not-entered", []))).toBe(true);
    // What it does not ask about does not matter.
    const layers = compileExpectations([{ id: "x", expr: "$exists(overlays)" }]);
    expect((await layers.evaluate(network("time-cap", [])))[0]!.met).toBe(true);
  });

  test("what is not there is not met, without an error", async () => {
    expect(await judge("overlays[mountpoint='/nowhere'].paths[path='x'].state = 'deleted'")).toEqual({
      id: "x",
      met: false,
      error: null,
    });
    expect(await judge("overlays[mountpoint='/nowhere']")).toMatchObject({ met: false, error: null });
  });
  test("one match counts like many: lists of one are values in JSONata", async () => {
    expect(await judge("$count(overlays) = 1 and $count(overlays.paths) = 2")).toMatchObject({ met: true });
    expect(await judge("overlays[hasUpper]")).toMatchObject({ met: true });
  });
  test("a mistake in an expression is its author's, and the others are judged", async () => {
    const results = await compileExpectations([
      { id: "bad", expr: "overlays[" },
      { id: "type", expr: "1 + 'a'" },
      { id: "good", expr: "true" },
    ]).evaluate(view);
    expect(results.map(({ id, met, error }) => [id, met, error !== null])).toEqual([
      ["bad", false, true],
      ["type", false, true],
      ["good", true, false],
    ]);
  });
  test("an expression knows the values of its own person, numbers as numbers", async () => {
    const expr = 'overlays[mountpoint = "/root/" & $vars.word].paths[path = "new"].visibleFrom + $vars.port = 8000';
    const [ada, bob, nobody] = await compileExpectations([
      { id: "ada", expr, vars: { word: "merged", port: 8000 } },
      { id: "bob", expr, vars: { word: "merged", port: 8001 } },
      { id: "nobody", expr },
    ]).evaluate(view);
    expect([ada!.met, bob!.met, nobody!.met]).toEqual([true, false, false]);
  });
  test("an endless expression is stopped", async () => {
    expect((await judge("($f := function($n) { $f($n + 1) + 1 }; $f(1))")).error).toContain("levels deep");
    expect((await judge("$sum($map([1..1000000], function($n) { $n * 2 }))")).error).toContain("longer than");
  });
  test("truth is JSONata's: a list of falses and an empty object are false", () => {
    expect([[false, false], [false, 1], {}, { a: 0 }, "", "x", 0, undefined].map(isTruthy)).toEqual([
      false,
      true,
      false,
      true,
      false,
      true,
      false,
      false,
    ]);
  });
});
