import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { MOST_TRACED_FRAMES } from "../../../../../lib/contract/kernel/packet-trace.ts";
import { until } from "../../../sandboxes/test-support.ts";
import { openTraceLab, type TraceLab } from "../oracle/trace-lab.ts";

let traces: TraceLab;
beforeAll(async () => {
  traces = await openTraceLab();
});
afterEach(async () => {
  traces.kernel.stopTrace(traces.lab.sandbox.id);
  await traces.lab.clear();
  expect(traces.logged.splice(0)).toEqual([]);
});
afterAll(() => traces?.[Symbol.asyncDispose]());

const id = () => traces.lab.sandbox.id;
const isThere = async (link: string) => (await traces.lab.run(`ip -br link show ${link}`)).includes(`${link}@`);
const PAIR = `ip netns add a; ip link add va type veth peer name eth0 netns a; ip addr add 10.9.0.1/24 dev va; ip link set va up
ip -n a addr add 10.9.0.2/24 dev eth0; ip -n a link set eth0 up`;

test("a trace ends by itself when its time is up, and tells meanwhile how it gets on", async () => {
  await traces.lab.run("ip link set lo up");
  const begun = await traces.begin(2);
  expect(begun).toMatchObject({ state: "capturing", endedBecause: null, frames: 0, packets: [] });
  expect(begun.endsAt - begun.startedAt).toBe(2_000);
  await traces.lab.run("ping -c 1 127.0.0.1");
  const trace = await traces.ended();
  expect(trace).toMatchObject({ id: begun.id, endedBecause: "time", startedAt: begun.startedAt, frames: 4 });
  expect(trace.endsAt - trace.startedAt).toBeGreaterThanOrEqual(2_000);
  const meanwhile = traces.told.filter(({ state }) => state === "capturing");
  expect(meanwhile.length).toBeGreaterThanOrEqual(2);
  // At most twice a second.
  expect(meanwhile.length).toBeLessThanOrEqual(5);
  expect(meanwhile.every(({ packets }) => packets.length === 0)).toBe(true);
  expect(meanwhile.at(-1)!.frames).toBe(4);
  expect(traces.told.filter(({ state }) => state === "ended")).toHaveLength(1);
});

test("one at a time: a second one is refused with a sentence, and works once the first was stopped", async () => {
  const first = await traces.begin();
  await expect(traces.kernel.trace(id(), 5)).rejects.toMatchObject({
    code: "too-many",
    message: expect.stringContaining("already"),
  });
  traces.kernel.stopTrace(id());
  expect(await traces.ended()).toMatchObject({ id: first.id, endedBecause: "stopped" });
  const second = await traces.begin();
  expect(second.id).not.toBe(first.id);
  traces.kernel.stopTrace(id());
  expect(await traces.ended()).toMatchObject({ id: second.id, endedBecause: "stopped" });
  traces.kernel.stopTrace(id());
});

test("one that is stopped before it has begun ends all the same, once", async () => {
  traces.told = [];
  const asked = traces.kernel.trace(id(), 20);
  traces.kernel.stopTrace(id());
  const begun = await asked;
  expect(await traces.ended()).toMatchObject({ id: begun.id, endedBecause: "stopped" });
  await traces.begin(1);
  expect(await traces.ended()).toMatchObject({ endedBecause: "time" });
});

test("a namespace and an interface made meanwhile are listened in and named, whatever they are called", async () => {
  await traces.begin();
  await traces.lab.run(PAIR);
  await until("it is listened in", () => traces.told.some(({ namespaces }) => namespaces.length === 2));
  await traces.lab.run(`ip -n a link set eth0 name $'<b>\\x1b[1m'; ping -c 1 -W 2 10.9.0.2; ip link del va`);
  traces.kernel.stopTrace(id());
  const trace = await traces.ended();
  const request = trace.packets.find(({ says }) => says === "echo request 1")!;
  expect(request.hops).toMatchObject([{ kind: "cable", from: 0, to: 1 }]);
  // Gone by the end: named as they were, without a key.
  expect(request.frames.map(({ link }) => link)).toEqual([null, null]);
  expect(request.frames[0]!.name).toBe("va");
  expect(["<b>\\x1b[1m", "eth0"]).toContain(request.frames[1]!.name);
});

test("a namespace that is deleted meanwhile goes: the trace does not keep it", async () => {
  await traces.lab.run(PAIR);
  await traces.begin();
  await traces.lab.run("ping -c 1 -W 2 10.9.0.2; ip netns del a");
  // Its end of the cable is gone once the namespace is, and with it ours.
  await until("the namespace is gone", async () => !(await isThere("va")));
  expect(traces.told.some(({ state }) => state === "ended")).toBe(false);
  traces.kernel.stopTrace(id());
  const trace = await traces.ended();
  expect(trace.packets.find(({ says }) => says === "echo request 1")!.hops).toMatchObject([{ kind: "cable" }]);
});

test("nothing is left of a trace: no socket, and no namespace that it kept", async () => {
  await traces.lab.run(PAIR);
  await traces.read();
  const before = traces.descriptors();
  for (let round = 0; round < 5; round++) {
    await traces.begin();
    expect(traces.descriptors()).toBeGreaterThan(before);
    traces.kernel.stopTrace(id());
    await traces.ended();
  }
  await until("the sockets are closed", () => traces.descriptors() === before);
  await traces.lab.run("ip netns del a");
  await until("the namespace is gone", async () => !(await isThere("va")));
});

test("a flood fills a trace and keeps nobody waiting: views are read meanwhile, the next trace begins at once", async () => {
  await traces.lab.run(`${PAIR}; ping -qc 1 -W 2 10.9.0.2; for i in 1 2; do python3 -c '
import socket
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
while True:
  try: s.sendto(b"x" * 64, ("10.9.0.2", 9))
  except OSError: pass' & done`);
  const times: number[] = [];
  for (let round = 0; round < 5; round++) {
    await traces.begin(10);
    const started = performance.now();
    await traces.read();
    times.push(performance.now() - started);
    const trace = await traces.ended();
    expect(trace).toMatchObject({ endedBecause: "full", frames: MOST_TRACED_FRAMES });
    expect(trace.endsAt - trace.startedAt).toBeLessThan(5_000);
  }
  console.log(
    `views read during a flood: ${times.map((ms) => ms.toFixed(0)).join(", ")} ms; dropped ${traces.told.at(-1)!.dropped}`,
  );
  expect(Math.max(...times)).toBeLessThan(2_000);
});

test("a trace ends when the sandbox goes, and when the collector dies", async () => {
  const begun = await traces.begin();
  traces.kernel.forget(id());
  expect(await traces.ended()).toMatchObject({ id: begun.id, endedBecause: "sandbox", packets: [] });
  await traces.begin();
  process.kill(traces.kernel.collectorPid()!, "SIGKILL");
  expect(await traces.ended()).toMatchObject({ endedBecause: "failed", packets: [] });
  expect(traces.logged.splice(0)).toEqual(["the collector ended"]);
  expect((await traces.traced("ip link set lo up; ping -c 1 127.0.0.1")).frames).toBeGreaterThanOrEqual(4);
});
