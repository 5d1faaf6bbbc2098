import { expect, test, vi } from "vitest";
import type { Answer } from "../../../lib/contract/browser-protocol.ts";
import type { KernelUpdate, KernelView } from "../../../lib/contract/kernel-view.ts";
import { KernelFeed } from "./kernel-feed.ts";
import type { LabWire } from "./lab-wire.ts";

const view = (revision: number, more: Partial<KernelView> = {}): KernelView => ({
  sandbox: "a",
  revision,
  sampledAt: 0,
  overlays: [],
  problems: [],
  changes: [],
  ...more,
});
const update = (since: number, revision: number, more: Partial<KernelUpdate> = {}): KernelUpdate => ({
  sandbox: "a",
  revision,
  since,
  sampledAt: 0,
  problems: [],
  changes: [],
  ...more,
});
const mounts = { namespaces: [], omitted: 0 };

/** A wire on which every kernel:watch waits until the test answers it. */
function openFeed() {
  const asked: { scopes: string[]; answer(view: KernelView | null): Promise<void> }[] = [];
  const seen: KernelView[] = [];
  const wire = {
    call: (_name: string, { scopes }: { scopes: string[] }) =>
      new Promise<Answer<KernelView | null>>((resolve) => {
        asked.push({
          scopes,
          async answer(value) {
            resolve({ ok: true, value });
            await Promise.resolve();
            await Promise.resolve();
          },
        });
      }),
  } as unknown as LabWire;
  return { feed: new KernelFeed(wire, ["overlays"], (one) => seen.push(one)), asked, seen };
}

test("updates continue the view that was asked for", async () => {
  const { feed, asked, seen } = openFeed();
  void feed.ask();
  await asked[0]!.answer(view(5));
  feed.receive(update(5, 6, { mounts }));
  expect(seen.map(({ revision, mounts }) => [revision, mounts !== undefined])).toEqual([
    [5, false],
    [6, true],
  ]);
});

test("a view says for which parts it was asked, also when others are asked for meanwhile", async () => {
  const seen: (readonly string[])[] = [];
  const answers: ((answer: Answer<KernelView | null>) => void)[] = [];
  const wire = { call: () => new Promise<Answer<KernelView | null>>((resolve) => answers.push(resolve)) } as unknown as LabWire;
  const feed = new KernelFeed(wire, ["docker"], (_view, scopes) => seen.push(scopes));
  void feed.ask();
  answers[0]!({ ok: true, value: view(5) });
  await expect.poll(() => seen).toEqual([["docker"]]);
  feed.lookAt(["overlays", "docker"]);
  feed.receive(update(5, 6));
  expect(seen.at(-1)).toEqual(["docker"]);
  void feed.ask();
  answers[1]!({ ok: true, value: view(6) });
  await expect.poll(() => seen.at(-1)).toEqual(["overlays", "docker"]);
});

test("an answer that failed is asked for again, and not while there is no connection", async () => {
  vi.useFakeTimers();
  try {
    const codes = ["too-fast", "offline"];
    const call = vi.fn(async () => ({ ok: false, code: codes.shift()!, error: "" }));
    const feed = new KernelFeed({ call } as unknown as LabWire, ["overlays"], () => undefined);
    await feed.ask();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(call).toHaveBeenCalledTimes(2);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(call).toHaveBeenCalledTimes(2);
  } finally {
    vi.useRealTimers();
  }
});

test("what comes while the view is on its way is not lost", async () => {
  const { feed, asked, seen } = openFeed();
  void feed.ask();
  feed.receive(update(3, 4));
  feed.receive(update(5, 6, { mounts }));
  await asked[0]!.answer(view(5));
  expect(seen.map(({ revision }) => revision)).toEqual([5, 6]);
});

test("an update that does not fit makes it ask for the whole view again", async () => {
  const { feed, asked, seen } = openFeed();
  void feed.ask();
  await asked[0]!.answer(view(5));
  feed.receive(update(8, 9));
  expect(asked).toHaveLength(2);
  await asked[1]!.answer(view(9));
  expect(seen.map(({ revision }) => revision)).toEqual([5, 9]);
});

test("only the last answer counts when other parts are looked at meanwhile", async () => {
  const { feed, asked, seen } = openFeed();
  void feed.ask();
  expect(feed.lookAt(["overlays"])).toBe(false);
  expect(feed.lookAt(["network", "processes"])).toBe(true);
  void feed.ask();
  await asked[1]!.answer(view(7));
  await asked[0]!.answer(view(6));
  expect(asked[1]!.scopes).toEqual(["network", "processes"]);
  expect(seen.map(({ revision }) => revision)).toEqual([7]);
});
