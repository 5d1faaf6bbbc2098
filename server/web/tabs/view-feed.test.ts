import { expect, test } from "vitest";
import type { PacketTrace } from "../../../lib/contract/kernel/packet-trace.ts";
import type { KernelUpdate } from "../../../lib/contract/kernel-view.ts";
import { capturing } from "../testing/scripted-sandboxd.ts";
import { soon } from "../testing/soon.ts";
import { ViewFeed } from "./view-feed.ts";

const update = (revision: number, more: Partial<KernelUpdate> = {}): KernelUpdate => ({
  sandbox: "aaaaaaaaaaaa",
  revision,
  since: revision - 1,
  sampledAt: 0,
  problems: [],
  changes: [],
  ...more,
});

test("a tab that does not read gets all that is new as one update once it does", async () => {
  let buffered = 0;
  const seen: KernelUpdate[] = [];
  const feed = new ViewFeed({
    bufferedBytes: () => buffered,
    emit: (_name, message) => void seen.push(message as KernelUpdate),
  });
  feed.offer(update(1));
  buffered = 1024 * 1024;
  feed.offer(update(2, { overlays: [] }));
  feed.offer(update(3, { mounts: { namespaces: [], omitted: 0 } }));
  expect(seen).toEqual([update(1)]);
  buffered = 0;
  await soon(() => expect(seen).toHaveLength(2));
  expect(seen[1]).toEqual(update(3, { since: 1, overlays: [], mounts: { namespaces: [], omitted: 0 } }));
  feed.close();
});

test("how a trace gets on is left out where a tab does not read; how it ended waits, and comes once", async () => {
  let buffered = 1024 * 1024;
  const seen: string[] = [];
  const feed = new ViewFeed({
    bufferedBytes: () => buffered,
    emit: (name, message) => void seen.push(name === "packet:trace" ? (message as PacketTrace).state : name),
  });
  const trace = capturing(1);
  feed.trace(trace);
  feed.trace({ ...trace, state: "ended", endedBecause: "time" });
  feed.offer(update(2));
  // The tab looks at something else now: the end of the trace is not lost by that.
  feed.begin();
  feed.offer(update(3, { since: null }));
  buffered = 0;
  await soon(() => expect(seen).toEqual(["kernel:update", "ended"]));
  feed.trace(trace);
  expect(seen).toEqual(["kernel:update", "ended", "capturing"]);
  feed.close();
});

test("a confirmation is left out rather than late, and never comes before the view it is about", async () => {
  let buffered = 0;
  const seen: string[] = [];
  const feed = new ViewFeed({ bufferedBytes: () => buffered, emit: (name) => void seen.push(name) });
  feed.confirm({ revision: 1, confirmedAt: 0 });
  buffered = 1024 * 1024;
  feed.confirm({ revision: 1, confirmedAt: 1000 });
  expect(seen).toEqual(["kernel:confirmed"]);
  feed.offer(update(2));
  buffered = 0;
  feed.confirm({ revision: 2, confirmedAt: 2000 });
  expect(seen).toEqual(["kernel:confirmed"]);
  await soon(() => expect(seen).toEqual(["kernel:confirmed", "kernel:update"]));
  feed.close();
});
