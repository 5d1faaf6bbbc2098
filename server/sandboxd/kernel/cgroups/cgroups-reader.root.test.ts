import { afterAll, beforeAll, expect, test } from "vitest";
import { type Cgroup, CgroupsPart } from "../../../../lib/contract/kernel/cgroups.ts";
import type { RunningSandbox } from "../../runtime/running-sandbox.ts";
import { openTestLab, type TestLab, until } from "../../sandboxes/test-support.ts";
import { openShell, quote, type SandboxShell } from "../oracle/sandbox-shell.ts";
import { createScanner } from "../processes/scanner.ts";
import { createCgroupsReader } from "./cgroups-reader.ts";

let lab: TestLab;
let sandbox: RunningSandbox;
let shell: SandboxShell;
let scanner: ReturnType<typeof createScanner>;
const reader = createCgroupsReader();
const MIB = 1024 * 1024;

beforeAll(async () => {
  lab = await openTestLab();
  const { id } = await lab.sandboxes.create({
    owner: "test",
    purpose: "test",
    profile: lab.profile({ memoryMiB: 256, pids: 100 }),
  });
  sandbox = lab.sandboxes.get(id)!;
  shell = openShell(sandbox);
  scanner = createScanner(sandbox);
});
afterAll(async () => {
  await shell?.[Symbol.asyncDispose]();
  await lab?.[Symbol.asyncDispose]();
});

function read(): CgroupsPart {
  using reading = scanner.begin();
  return reader.read(reading).part;
}
const hierarchyOf = (part: CgroupsPart, controller: string) =>
  part.hierarchies.find(({ version, controllers }) => controllers.includes(controller) && (version === 1 || part.mode === "v2"))!;
const groupAt = (controller: string, path: string): Cgroup | undefined =>
  hierarchyOf(read(), controller).cgroups.find((one) => one.path === path);
/** Directory of the student's root group for a controller, as the student sees it. */
const at = (controller: string) => hierarchyOf(read(), controller).mountpoint!;
/** What v1 and v2 call the same thing. */
const file = (v1: string, v2: string) => (read().mode === "v2" ? v2 : v1);
/** A group below the student's root, with its controllers where v2 wants them handed down (no process may stay above). */
const makeGroup = (controller: string, name: string) =>
  shell.run(
    read().mode === "v2"
      ? `cd ${at(controller)}; mkdir -p shell ${name}; for p in $(cat cgroup.procs); do echo $p > shell/cgroup.procs; done 2>/dev/null; echo +${controller} > cgroup.subtree_control; cd`
      : `mkdir -p ${at(controller)}/${name}`,
  );

test("the root shows what the lab allows, and who is in it", async () => {
  await shell.run("true");
  const part = CgroupsPart.parse(read());
  const [memory, pids] = [groupAt("memory", "/")!, groupAt("pids", "/")!];
  expect(memory.limits.memoryMax).toBe(256 * MIB);
  expect(memory.binding.memory).toEqual({ limit: 256 * MIB, by: memory.key });
  expect(pids.limits.pidsMax).toBe(100);
  expect(pids).toMatchObject({ plumbing: 2, numbers: { pidsCurrent: expect.any(Number) } });
  expect(pids.processes.length).toBeGreaterThan(0);
  for (const { mountpoint, controllers } of part.hierarchies)
    if (controllers.length > 0) expect(mountpoint).toMatch(/^\/sys\/fs\/cgroup/);
});

test("a group with a limit is told with what binds it; made again, it is another one", async () => {
  await makeGroup("memory", "demo");
  await shell.run(
    `echo $((32 << 20)) > ${at("memory")}/demo/${file("memory.limit_in_bytes", "memory.max")}; mkdir ${at("memory")}/demo/deep`,
  );
  const demo = groupAt("memory", "/demo")!;
  expect(demo).toMatchObject({
    name: "demo",
    depth: 1,
    limits: { memoryMax: 32 * MIB },
    binding: { memory: { limit: 32 * MIB, by: demo.key } },
  });
  expect(groupAt("memory", "/demo/deep")!.binding.memory).toEqual({ limit: 32 * MIB, by: demo.key });
  await shell.run(`rmdir ${at("memory")}/demo/deep ${at("memory")}/demo; mkdir ${at("memory")}/demo`);
  expect(groupAt("memory", "/demo")!.key).not.toBe(demo.key);
  await shell.run(`rmdir ${at("memory")}/demo`);
});

test("the memory wall: what it killed is counted, and the shell lives", async () => {
  await makeGroup("memory", "wall");
  const wall = `${at("memory")}/wall`;
  await shell.run(
    `echo $((24 << 20)) > ${wall}/${file("memory.limit_in_bytes", "memory.max")}; (echo $BASHPID > ${wall}/cgroup.procs; exec python3 -c 'x = bytearray(100 << 20)') >/dev/null 2>&1; true`,
  );
  await until("the kill is counted", () => groupAt("memory", "/wall")!.events.oomKills === 1);
  const group = groupAt("memory", "/wall")!;
  expect(group.numbers.memoryPeak).toBeGreaterThan(20 * MIB);
  expect((await shell.run("echo alive")).trim()).toBe("alive");
  await shell.run(`rmdir ${wall}`);
});

test("a quota throttles, and a process is told where it is", async () => {
  await makeGroup("cpu", "slow");
  const slow = `${at("cpu")}/slow`;
  await shell.run(
    read().mode === "v2"
      ? `echo '20000 100000' > ${slow}/cpu.max`
      : `echo 100000 > ${slow}/cpu.cfs_period_us; echo 20000 > ${slow}/cpu.cfs_quota_us`,
  );
  await shell.run(`(echo $BASHPID > ${slow}/cgroup.procs; exec -a spinner sh -c 'while :; do :; done') >/dev/null 2>&1 &`);
  await until("it is throttled", () => (groupAt("cpu", "/slow")!.numbers.cpuThrottled ?? 0) > 0);
  const group = groupAt("cpu", "/slow")!;
  expect(group.limits.cpuCores).toBe(0.2);
  expect(group.processes).toHaveLength(1);
  await shell.run(`kill -9 $(cat ${slow}/cgroup.procs); wait 2>/dev/null; until rmdir ${slow} 2>/dev/null; do :; done`);
});

test("forks that a limit refused are counted", async () => {
  await makeGroup("pids", "few");
  const few = `${at("pids")}/few`;
  await shell.run(
    `echo 3 > ${few}/pids.max; (echo $BASHPID > ${few}/cgroup.procs; exec python3 -c '
import os
for _ in range(9):
    try:
        if os.fork() == 0: os.pause() if hasattr(os, "pause") else __import__("signal").pause()
    except OSError: pass
__import__("signal").pause()') >/dev/null 2>&1 &`,
  );
  await until("a fork is refused", () => (groupAt("pids", "/few")!.events.pidsRefused ?? 0) > 0);
  expect(groupAt("pids", "/few")!).toMatchObject({ limits: { pidsMax: 3 }, numbers: { pidsCurrent: 3 } });
  await shell.run(`kill -9 $(cat ${few}/cgroup.procs); wait 2>/dev/null; until rmdir ${few} 2>/dev/null; do :; done`);
});

test("hostile names are shown as text, and what they hold is read", async () => {
  const name = `<b>"é${"\u001b"}[31m\\x`;
  const bytes = Buffer.from(name, "utf8").toString("latin1");
  await shell.run(`mkdir ${quote(`${at("pids")}/${bytes}`)}`);
  const group = hierarchyOf(read(), "pids").cgroups.find(({ depth }) => depth === 1)!;
  expect(group).toMatchObject({ name: '<b>"é\\x1b[31m\\\\x', limits: { pidsMax: null } });
  await shell.run(`rmdir ${quote(`${at("pids")}/${bytes}`)}`);
});

test("who has ended is in no group any more, although nobody has waited for it and its number stays taken", async () => {
  await makeGroup("pids", "graves");
  const graves = `${at("pids")}/graves`;
  // A parent that never waits: its child stays a zombie.
  await shell.run(`(echo $BASHPID > ${graves}/cgroup.procs; sh -c 'sleep 0 & exec sleep 4712' &) >/dev/null 2>&1`);
  const zombies = () => {
    using reading = scanner.begin();
    return reading.processes().filter(({ info }) => info.comm === "sleep" && info.state === "Z" && info.command === "[sleep]")
      .length;
  };
  await until("the child is a zombie", () => zombies() === 1);
  const group = groupAt("pids", "/graves")!;
  expect(group.processes.length).toBe(1);
  expect(group.numbers.pidsCurrent).toBe(2);
  expect((await shell.run(`wc -l < ${graves}/cgroup.procs`)).trim()).toBe("1");
  await shell.run("pkill -f '^sleep 4712'");
  await until("both are gone", () => groupAt("pids", "/graves")!.numbers.pidsCurrent === 0);
  await shell.run(`rmdir ${graves}`);
});
