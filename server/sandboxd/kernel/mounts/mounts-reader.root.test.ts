import { afterAll, beforeAll, expect, test } from "vitest";
import { type MountPoint, MountsPart } from "../../../../lib/contract/kernel/mounts.ts";
import type { RunningSandbox } from "../../runtime/running-sandbox.ts";
import { openTestLab, type TestLab, until } from "../../sandboxes/test-support.ts";
import { openShell, quote, type SandboxShell } from "../oracle/sandbox-shell.ts";
import { createScanner } from "../processes/scanner.ts";
import { createMountsReader } from "./mounts-reader.ts";

let lab: TestLab;
let sandbox: RunningSandbox;
let shell: SandboxShell;
let scanner: ReturnType<typeof createScanner>;
const reader = createMountsReader();

beforeAll(async () => {
  lab = await openTestLab();
  const { id } = await lab.sandboxes.create({ owner: "test", purpose: "test", profile: lab.profile() });
  sandbox = lab.sandboxes.get(id)!;
  shell = openShell(sandbox);
  scanner = createScanner(sandbox);
});
afterAll(async () => {
  await shell?.[Symbol.asyncDispose]();
  await lab?.[Symbol.asyncDispose]();
});

function read(): MountsPart {
  using reading = scanner.begin();
  return reader.read(reading).part;
}
const own = (part = read()): MountPoint[] =>
  part.namespaces.find(({ initial }) => initial)!.mounts.filter(({ plumbing }) => !plumbing);

test("a new sandbox has one mount namespace, and every mount in it is the lab's", () => {
  const part = MountsPart.parse(read());
  expect(part.namespaces).toHaveLength(1);
  expect(own(part)).toEqual([]);
  expect(part.namespaces[0]!.mounts.length).toBeGreaterThan(15);
});

test("a bind mount is told with what it shows; read-only, covered and gone as they come", async () => {
  await shell.run("mkdir -p /root/a/deep /root/b; mount --bind /root/a/deep /root/b");
  const [bind] = own();
  expect(bind).toMatchObject({ mountpoint: "/root/b", readOnly: false, covered: false, bindOf: { path: "/root/a/deep" } });
  await shell.run("mount -o remount,bind,ro /root/b; mount -t tmpfs over /root/b");
  expect(own().map(({ fsType, readOnly, covered, key }) => [fsType, readOnly, covered, key === bind!.key])).toEqual([
    [bind!.fsType, true, true, true],
    ["tmpfs", false, false, false],
  ]);
  await shell.run("umount /root/b; umount /root/b");
  expect(own()).toEqual([]);
});

test("a mount id that is given away again is another mount", async () => {
  const seen = new Map<string, number>();
  for (let round = 0; round < 20; round++) {
    await shell.run("mkdir -p /root/t; mount -t tmpfs t /root/t");
    const [mount] = own();
    seen.set(mount!.key, mount!.id);
    await shell.run("umount /root/t");
  }
  expect(seen.size).toBe(20);
  expect(new Set(seen.values()).size).toBeLessThan(20);
});

test("propagation is told as it is made", async () => {
  await shell.run(
    "mkdir -p /root/s /root/c; mount -t tmpfs s /root/s; mount --make-shared /root/s; mount --bind /root/s /root/c; mount --make-slave /root/c",
  );
  const [shared, slave] = own();
  expect(shared!.propagation.shared).toBeGreaterThan(0);
  expect(slave!.propagation).toMatchObject({ shared: null, master: shared!.propagation.shared });
  await shell.run("mount --make-unbindable /root/c");
  expect(own()[1]!.propagation.unbindable).toBe(true);
  await shell.run("umount /root/c /root/s");
});

test("another mount namespace shows its own table; what it copied of the lab's is the lab's there too", async () => {
  await shell.run(
    "setsid unshare -m bash -c 'mkdir -p /root/in; mount -t tmpfs private /root/in; exec sleep 7201' >/dev/null 2>&1 </dev/null &",
  );
  const other = await until("its mount is seen", () =>
    read().namespaces.find(({ initial, mounts }) => !initial && mounts.some(({ source }) => source === "private")),
  );
  expect(other.mounts.filter(({ plumbing }) => !plumbing).map(({ mountpoint }) => mountpoint)).toEqual(["/root/in"]);
  expect(own()).toEqual([]);
  await shell.run("pkill -9 -f 7201");
  await until("it is gone", () => read().namespaces.length === 1);
});

test("hostile mount points and sources are shown as text", async () => {
  const name = "/root/<img src=x>\n\u001b[31m \\ é";
  const bytes = quote(Buffer.from(name, "utf8").toString("latin1"));
  await shell.run(`mkdir ${bytes}; mount -t tmpfs ${bytes} ${bytes}`);
  expect(own()[0]).toMatchObject({
    mountpoint: "/root/<img src=x>\\n\\x1b[31m \\\\ é",
    source: "/root/<img src=x>\\n\\x1b[31m \\\\ é",
  });
  await shell.run(`umount ${bytes}; rmdir ${bytes}`);
});
