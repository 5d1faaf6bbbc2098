import { beforeEach, expect, test } from "vitest";
import type { PacketTrace } from "../../../lib/contract/kernel/packet-trace.ts";
import type { KernelScope } from "../../../lib/contract/kernel-view.ts";
import { SandboxdError } from "../../../lib/wire/sandboxd-error.ts";
import type { SandboxdPeer } from "../../../lib/wire/serve-sandboxd.ts";
import type { Kernel } from "../kernel/open-kernel.ts";
import { createKernelSubscribers } from "./kernel-subscribers.ts";

const view = { sandbox: "aaaaaaaaaaaa", revision: 1, sampledAt: 0, overlays: [], problems: [], changes: [] };
const trace: PacketTrace = {
  ...{ id: "t", state: "capturing", startedAt: 0, endsAt: 0, endedBecause: null, frames: 0, dropped: 0 },
  ...{ namespaces: [], packets: [] },
};
const OVERLAYS: KernelScope[] = ["overlays"];
let asked: string[];
let kernel: Kernel;
const peer = () => {
  const heard: string[] = [];
  return { heard, emit: ((name: string) => heard.push(name)) as SandboxdPeer["emit"] };
};

beforeEach(() => {
  asked = [];
  // Writes down what is asked of the kernel reader: the question here is only who keeps it busy.
  kernel = {
    watch: async () => {
      asked.push("watch");
      return view;
    },
    unwatch: () => asked.push("unwatch"),
    read: async () => view,
    expect: async (_id, expectations) => {
      asked.push(`expect ${expectations.length}`);
      return [];
    },
    trace: async (_id, seconds) => {
      if (asked.includes("trace")) throw new SandboxdError("too-many", "one runs");
      asked.push("trace");
      return { ...trace, endsAt: seconds };
    },
    stopTrace: () => asked.push("stop trace"),
    forget: () => asked.push("forget"),
    close: () => undefined,
    collectorPid: () => undefined,
  };
});
const open = () => createKernelSubscribers(() => kernel, { warn: () => undefined });

test("a sandbox is read until the last connection that looks at it has gone", async () => {
  const subscribers = open();
  const [web, tool] = [peer(), peer()];
  await subscribers.watch(web, view.sandbox, OVERLAYS);
  await subscribers.watch(tool, view.sandbox, OVERLAYS);
  subscribers.leave(tool);
  expect(asked).not.toContain("unwatch");
  subscribers.leave(web);
  expect(asked).toContain("unwatch");
});

test("a view and its confirmations go to those who look, and to nobody else", async () => {
  const subscribers = open();
  const [web, tool] = [peer(), peer()];
  await subscribers.watch(web, view.sandbox, OVERLAYS);
  subscribers.publishUpdate({ ...view, since: null });
  subscribers.publishConfirmation(view.sandbox, { revision: 1, confirmedAt: 1000 });
  expect([web.heard, tool.heard]).toEqual([["kernelChanged", "kernelConfirmed"], []]);
});

test("a trace is told to whoever began it and to those who watch, and to the one who was refused another only if it watches", async () => {
  const subscribers = open();
  const [tool, web, refused] = [peer(), peer(), peer()];
  await subscribers.trace(tool, view.sandbox, 10);
  await expect(subscribers.trace(refused, view.sandbox, 10)).rejects.toThrow("one runs");
  await subscribers.watch(web, view.sandbox, OVERLAYS);
  subscribers.publishTrace(view.sandbox, trace);
  subscribers.publishTrace(view.sandbox, { ...trace, state: "ended", endedBecause: "time" });
  subscribers.publishTrace(view.sandbox, trace);
  expect([tool.heard.length, web.heard.length, refused.heard.length]).toEqual([2, 3, 0]);
});

test("a trace that nobody hears of any more is stopped", async () => {
  const subscribers = open();
  const [tool, web] = [peer(), peer()];
  await subscribers.trace(tool, view.sandbox, 10);
  await subscribers.watch(web, view.sandbox, OVERLAYS);
  subscribers.leave(tool);
  expect(asked).not.toContain("stop trace");
  await expect(subscribers.trace(tool, view.sandbox, 10)).rejects.toThrow("one runs");
  asked = [];
  const later = open();
  await later.trace(tool, view.sandbox, 10);
  later.leave(tool);
  expect(asked).toEqual(["trace", "stop trace"]);
});

test("a connection that comes back keeps its expectations when the old one is seen to be gone", async () => {
  const subscribers = open();
  const [before, after] = [peer(), peer()];
  await subscribers.expect(before, view.sandbox, [{ id: "a", expr: "true" }]);
  await subscribers.expect(after, view.sandbox, [{ id: "a", expr: "true" }]);
  subscribers.leave(before);
  expect(asked).toEqual(["expect 1", "expect 1"]);
  subscribers.leave(after);
  expect(asked.at(-1)).toBe("expect 0");
});
