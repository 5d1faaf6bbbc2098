import { execFileSync } from "node:child_process";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { NamespaceInfo, ProcessesPart, ProcessInfo } from "../../../../lib/contract/kernel/processes.ts";
import { ProcessesPart as Schema } from "../../../../lib/contract/kernel/processes.ts";
import type { RunningSandbox } from "../../runtime/running-sandbox.ts";
import { openTestLab, type TestLab, until } from "../../sandboxes/test-support.ts";
import { openShell, quote, type SandboxShell } from "../oracle/sandbox-shell.ts";
import { createProcessesReader } from "./processes-reader.ts";
import { createScanner } from "./scanner.ts";

let lab: TestLab;
let sandbox: RunningSandbox;
let shell: SandboxShell;
let scanner: ReturnType<typeof createScanner>;
const reader = createProcessesReader();

beforeAll(async () => {
  lab = await openTestLab();
  const { id } = await lab.sandboxes.create({
    owner: "test",
    purpose: "test",
    profile: lab.profile({ hostname: "glass", pids: 300 }),
  });
  sandbox = lab.sandboxes.get(id)!;
  shell = openShell(sandbox);
  scanner = createScanner(sandbox);
});
afterAll(async () => {
  await shell?.[Symbol.asyncDispose]();
  await lab?.[Symbol.asyncDispose]();
});

function read(): ProcessesPart {
  using reading = scanner.begin();
  return reader.read(reading).part;
}
/** Starts something in the background, in the sandbox, and waits until it is seen. */
async function start(command: string, marker: string): Promise<{ part: ProcessesPart; found: ProcessInfo }> {
  await shell.run(`setsid ${command} >/dev/null 2>&1 </dev/null &`);
  return until(`${marker} is seen`, () => {
    const part = read();
    const found = part.processes.find((one) => one.command.startsWith(marker));
    return found ? { part, found } : null;
  });
}
const initialOf = (part: ProcessesPart, type: string): NamespaceInfo =>
  part.namespaces.find((one) => one.type === type && one.initial)!;
const ofType = (part: ProcessesPart, type: string) => part.namespaces.filter((one) => one.type === type);
const stop = (marker: string) => shell.run(`pkill -9 -f ${marker} 2>/dev/null`);

test("a fresh sandbox has PID 1 of the lab and one namespace of each type, in which everything is", () => {
  const part = Schema.parse(read());
  expect(part.processes.find(({ pids }) => pids[0] === 1)).toMatchObject({
    comm: "catatonit",
    plumbing: true,
    parent: null,
    startedAt: 0,
  });
  expect(part.namespaces.map(({ type, initial }) => [type, initial]).sort()).toEqual(
    ["cgroup", "ipc", "mnt", "net", "pid", "time", "user", "uts"].map((type) => [type, true]),
  );
  expect(initialOf(part, "uts").hostname).toBe("glass");
  expect(initialOf(part, "user")).toMatchObject({ parent: null, owner: null, uidMap: [[0, 0, 65536]] });
  for (const type of ["pid", "net", "mnt"]) expect(initialOf(part, type).owner).toBe(initialOf(part, "user").key);
});

test("a new UTS namespace has its own hostname, and nothing else differs", async () => {
  const { part, found } = await start("unshare --uts bash -c 'hostname inside; exec sleep 7101'", "sleep 7101");
  const own = part.namespaces.find(({ key }) => key === found.namespaces.uts)!;
  expect(own).toMatchObject({ type: "uts", initial: false, hostname: "inside", pins: [{ kind: "process", by: found.key }] });
  for (const type of ["net", "mnt", "pid", "user", "ipc", "cgroup", "time"] as const)
    expect(found.namespaces[type]).toBe(initialOf(part, type).key);
  await stop("7101");
  await until("its namespace is gone", () => ofType(read(), "uts").length === 1);
});

test("a process in nested pid namespaces has a number in each", async () => {
  const { part, found } = await start("unshare -pf unshare -pf sleep 7102", "sleep 7102");
  expect(found.pids).toHaveLength(3);
  expect(found.pids[2]).toBe(1);
  const inner = part.namespaces.find(({ key }) => key === found.namespaces.pid)!;
  const middle = part.namespaces.find(({ key }) => key === inner.parent)!;
  expect(middle.parent).toBe(initialOf(part, "pid").key);
  // Another reader in the sandbox says the same.
  expect((await shell.run(`awk '/NSpid/{print $2,$3,$4}' /proc/${found.pids[0]}/status`)).trim()).toBe(found.pids.join(" "));
  await stop("7102");
});

test("a pid that is given away again is another process", async () => {
  const { found } = await start("sleep 7103", "sleep 7103");
  await stop("7103");
  await shell.run(`echo ${found.pids[0]! - 1} > /proc/sys/kernel/ns_last_pid`);
  const { found: again } = await start("sleep 7104", "sleep 7104");
  if (again.pids[0] === found.pids[0]) expect(again.key).not.toBe(found.key);
  expect(read().processes.some(({ key }) => key === found.key)).toBe(false);
  await stop("7104");
});

test("a namespace outlives its process while a mount or a descriptor keeps it, and is gone at once when that goes", async () => {
  await shell.run("ip netns add kept; exec 7</run/netns/kept; touch /root/uts; unshare --uts=/root/uts hostname outlives");
  const part = read();
  const net = ofType(part, "net").find(({ initial }) => !initial)!;
  expect(net).toMatchObject({ name: "kept" });
  expect(net.pins.map(({ kind }) => kind).sort()).toEqual(expect.arrayContaining(["fd", "mount"]));
  expect(ofType(part, "uts").find(({ initial }) => !initial)).toMatchObject({
    hostname: "outlives",
    pins: [{ kind: "mount", detail: "/root/uts" }],
  });
  await shell.run("ip netns del kept; umount /root/uts; rm /root/uts");
  expect(ofType(read(), "net").find(({ initial }) => !initial)).toMatchObject({
    name: null,
    pins: [{ kind: "fd", detail: "7" }],
  });
  await shell.run("exec 7<&-");
  expect([...ofType(read(), "net"), ...ofType(read(), "uts")].every(({ initial }) => initial)).toBe(true);
});

test("keys are never given to another namespace, whatever inode it gets", async () => {
  const keys = new Set<string>();
  const inodes = new Set<number>();
  for (let round = 0; round < 30; round++) {
    await shell.run("ip netns add again");
    const { key, inode } = ofType(read(), "net").find(({ initial }) => !initial)!;
    keys.add(key);
    inodes.add(inode);
    await shell.run("ip netns del again");
  }
  expect(keys.size).toBe(30);
  expect(inodes.size).toBeLessThan(30);
});

test("a user namespace is told with its map, its parent and what it owns; one that only a nested one keeps is there too", async () => {
  const { part, found } = await start("unshare -Ur unshare -Un sleep 7105", "sleep 7105");
  const inner = part.namespaces.find(({ key }) => key === found.namespaces.user)!;
  const middle = part.namespaces.find(({ key }) => key === inner.parent)!;
  expect(middle).toMatchObject({ type: "user", initial: false });
  expect(middle.parent).toBe(initialOf(part, "user").key);
  expect(middle.pins).toContainEqual({ kind: "child", by: inner.key, detail: "" });
  expect(inner.pins).toContainEqual({ kind: "owned", by: found.namespaces.net, detail: "" });
  await stop("7105");
});

test("clocks that were set back say by how much", async () => {
  const { part, found } = await start("unshare -UrT --boottime 86400 --fork sleep 7106", "sleep 7106");
  expect(part.namespaces.find(({ key }) => key === found.namespaces.time)?.offsets).toEqual({ monotonic: 0, boottime: 86400 });
  await stop("7106");
});

test("names and arguments that a hostile student chose are shown as text", async () => {
  const name = 'a)b\n<img src=x onerror="1">\u001b[31m';
  await shell.run(
    `cp /usr/bin/sleep /root/${quote("x) R 1 (")}; (exec -a ${quote(name)} sleep 7107) >/dev/null 2>&1 </dev/null &`,
  );
  const found = await until("it is seen", () =>
    read().processes.find(({ command }) => command.endsWith("7107") && command.startsWith("a)b")),
  );
  expect(found.command).toBe('a)b\\n<img src=x onerror="1">\\x1b[31m 7107');
  await stop("7107");
  await shell.run(`setsid ${quote("/root/x) R 1 (")} 7108 >/dev/null 2>&1 </dev/null &`);
  const odd = await until("the odd name is seen", () => read().processes.find(({ comm }) => comm === "x) R 1 ("));
  expect(["S", "R", "D"]).toContain(odd.state);
  await stop("7108");
});

test("a zombie is told as what it is, without namespaces", async () => {
  await shell.run("setsid python3 -c 'import os, time\nif os.fork() == 0: os._exit(0)\ntime.sleep(7109)' >/dev/null 2>&1 &");
  const zombie = await until("the zombie is seen", () => read().processes.find(({ state }) => state === "Z"));
  expect(zombie).toMatchObject({ command: "[python3]", namespaces: {} });
  await stop("7109");
});

test("pipes and devices at the place of a namespace's name do not hold the reader up", async () => {
  await shell.run(
    "ip netns add pipe; umount /run/netns/pipe; rm /run/netns/pipe; mkfifo /run/netns/pipe; ip netns add real; exec 8<>/run/netns/pipe",
  );
  expect(ofType(read(), "net").flatMap(({ name }) => name ?? [])).toEqual(["real"]);
  await shell.run("exec 8<&-; rm /run/netns/pipe; ip netns del real");
});

test("a hundred processes are read without ado", async () => {
  await shell.run("for i in $(seq 100); do setsid sleep 7110 >/dev/null 2>&1 </dev/null & done");
  await until("all are seen", () => read().processes.filter(({ command }) => command === "sleep 7110").length === 100);
  const took = Array.from({ length: 20 }, () => {
    const started = performance.now();
    read();
    return performance.now() - started;
  }).sort((a, b) => a - b);
  console.log(`100 processes: p50 ${took[10]!.toFixed(1)} ms, p95 ${took[18]!.toFixed(1)} ms`);
  await stop("7110");
});

test("nothing of the host is seen, and this process is in its own namespaces afterwards", async () => {
  const own = () => execFileSync("readlink", ["/proc/self/ns/uts", "/proc/self/ns/net"]).toString();
  const before = own();
  const part = read();
  expect(own()).toBe(before);
  const pids = part.processes.map(({ pids }) => pids[0]);
  const comms = await shell.run(`for pid in ${pids.join(" ")}; do cat /proc/$pid/comm; done`);
  expect(part.processes.map(({ comm }) => comm)).toEqual(comms.trim().split("\n"));
});
