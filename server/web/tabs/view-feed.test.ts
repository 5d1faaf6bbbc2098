import { expect, test } from "vitest";
import type { KernelView } from "../../../lib/contract/kernel-view.ts";
import { soon } from "../testing/soon.ts";
import { ViewFeed } from "./view-feed.ts";

const view = (revision: number): KernelView => ({
  sandbox: "aaaaaaaaaaaa",
  revision,
  sampledAt: 0,
  overlays: [],
  problems: [],
  changes: [],
});

test("a tab that does not read gets the newest view once it does, not all of them", async () => {
  let buffered = 0;
  const seen: number[] = [];
  const feed = new ViewFeed({
    bufferedBytes: () => buffered,
    emit: (_name, message) => void seen.push((message as KernelView).revision),
  });
  feed.offer(view(1));
  buffered = 1024 * 1024;
  feed.offer(view(2));
  feed.offer(view(3));
  expect(seen).toEqual([1]);
  buffered = 0;
  await soon(() => expect(seen).toEqual([1, 3]));
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
  feed.offer(view(2));
  buffered = 0;
  feed.confirm({ revision: 2, confirmedAt: 2000 });
  expect(seen).toEqual(["kernel:confirmed"]);
  await soon(() => expect(seen).toEqual(["kernel:confirmed", "kernel:view"]));
  feed.close();
});
