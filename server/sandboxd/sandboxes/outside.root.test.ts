import { readFile } from "node:fs/promises";
import { hostname } from "node:os";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RunningSandbox } from "../runtime/running-sandbox.ts";
import { execIn, openTestLab, type TestLab } from "./test-support.ts";

let lab: TestLab;
let sandbox: RunningSandbox;
beforeAll(async () => {
  lab = await openTestLab();
  const { id } = await lab.sandboxes.create({ owner: "test", purpose: "outside", profile: lab.profile() });
  sandbox = lab.sandboxes.get(id)!;
});
afterAll(() => lab?.[Symbol.asyncDispose]());

const said = async (script: string) => (await execIn(sandbox, script)).stdout.trim();
/** errno of a raw system call made inside, by Perl, which every Debian has; 0 when it succeeded. */
const errnoOf = async (...call: (number | string)[]) =>
  Number(await said(`perl -e '$r = syscall(${call.join(",")}); print $r < 0 ? $!+0 : 0'`));

const EPERM = 1;
const ENOSYS = 38;
const EPROTONOSUPPORT = 93;
const EAFNOSUPPORT = 97;
/** x86-64 system call numbers (asm/unistd_64.h). */
const NR = {
  ...{ socket: 41, ptrace: 101, acct: 163, swapon: 167, reboot: 169, init_module: 175, quotactl: 179, kexec_load: 246 },
  ...{
    add_key: 248,
    request_key: 249,
    keyctl: 250,
    perf_event_open: 298,
    open_by_handle_at: 304,
    finit_module: 313,
    kexec_file_load: 320,
  },
  ...{ bpf: 321, userfaultfd: 323, io_uring_setup: 425 },
};

describe("nobody outside: the kernel", () => {
  it("filters the system calls of the first process and of everything that enters", async () => {
    expect(await said("grep -h ^Seccomp: /proc/1/status /proc/self/status")).toBe("Seccomp:\t2\nSeccomp:\t2");
  });

  it.each([
    "acct",
    "swapon",
    "reboot",
    "init_module",
    "finit_module",
    "kexec_load",
    "kexec_file_load",
    "open_by_handle_at",
    "bpf",
    "perf_event_open",
    "quotactl",
  ] as const)("%s is not permitted", async (name) => expect(await errnoOf(NR[name], 0, 0, 0, 0, 0)).toBe(EPERM));

  it.each(["keyctl", "add_key", "request_key", "io_uring_setup", "userfaultfd"] as const)("%s does not exist", async (name) =>
    expect(await errnoOf(NR[name], 0, 0, 0, 0, 0)).toBe(ENOSYS),
  );

  it("has no way to the hypervisor through AF_VSOCK, upper bits or not", async () => {
    expect(await errnoOf(NR.socket, 40, 1, 0)).toBe(EAFNOSUPPORT);
    expect(await errnoOf(NR.socket, "(1<<32)|40", 1, 0)).toBe(EAFNOSUPPORT);
    expect(await errnoOf(NR.socket, 2, 1, 0)).toBe(0);
  });

  it("has no audit socket, upper bits or not", async () => {
    expect(await errnoOf(NR.socket, 16, 3, 9)).toBe(EPROTONOSUPPORT);
    expect(await errnoOf(NR.socket, 16, 3, "(1<<32)|9")).toBe(EPROTONOSUPPORT);
  });

  it("kills who calls through another architecture's numbers", async () => {
    expect((await execIn(sandbox, "perl -e 'syscall(0x40000000 | 39); print 1'")).exitCode).not.toBe(0);
  });

  it("does not show the kernel's log", async () => {
    expect((await execIn(sandbox, "dmesg")).exitCode).not.toBe(0);
  });

  it("runs as host ids of its own range, never below 65536, in user namespaces of its own", async () => {
    const status = await readFile(`/proc/${sandbox.initPid}/status`, "utf8");
    expect(/^Uid:\s+(\d+)/m.exec(status)?.[1]).toBe(String(sandbox.uidBase));
    expect(sandbox.uidBase).toBeGreaterThanOrEqual(65536);
    expect((await readFile(`/proc/${sandbox.initPid}/uid_map`, "utf8")).trim().split(/\s+/)).toEqual([
      "0",
      String(sandbox.uidBase),
      "65536",
    ]);
  });

  it("writes nothing under /proc/sys but what belongs to its own namespaces", async () => {
    const writable = (await said("find /proc/sys -type f -writable 2>/dev/null")).split("\n");
    // net and user belong to their namespaces, mqueue and the sysv files to the ipc namespace, ns_last_pid and (Linux 6.14) pid_max to the pid namespace.
    const own = /^\/proc\/sys\/(net\/|user\/|fs\/mqueue\/|kernel\/(auto_msgmni|msg|sem|shm|ns_last_pid|pid_max))/;
    expect(writable.filter((path) => path && !own.test(path))).toEqual([]);
  });

  it("writes nothing global under /proc and /sys: only pressure triggers, its own links and its own cgroups", async () => {
    const writable = (
      await said("find /proc /sys -type f -writable -not -path '/proc/[0-9]*' -not -path '/proc/sys/*' 2>/dev/null")
    ).split("\n");
    const own = /^\/(proc\/pressure\/|proc\/(self|thread-self)\/|sys\/fs\/cgroup\/|sys\/devices\/virtual\/net\/)/;
    expect(writable.filter((path) => path && !own.test(path))).toEqual([]);
  });

  it.each(["/proc/kcore", "/proc/kmsg", "/proc/sysrq-trigger", "/proc/slabinfo", "/proc/timer_list", "/proc/vmallocinfo"])(
    "cannot open %s",
    async (path) => {
      expect(await said(`if [ ! -e ${path} ] || ! { : < ${path}; } 2>/dev/null; then echo closed; fi`)).toBe("closed");
    },
  );

  it("cannot raise what bounds its user namespaces and inotify instances", async () => {
    const made =
      await said(`echo 1000000 > /proc/sys/user/max_inotify_instances; echo 1000000 > /proc/sys/fs/inotify/max_user_instances
      perl -e '$n = 0; $n++ while $n < 400 && syscall(294, 0) >= 0; print $n'`);
    expect(Number(made)).toBeGreaterThan(0);
    expect(Number(made)).toBeLessThanOrEqual(100);
  });

  it("makes no device node, except the whiteout that overlay needs", async () => {
    expect(
      await said(
        "mknod /root/disk b 254 0 2>/dev/null || echo refused; mknod /root/null c 1 3 2>/dev/null || echo refused; mknod /root/white c 0 0 && echo made",
      ),
    ).toBe("refused\nrefused\nmade");
  });

  it("owns no device node that the host knows", async () => {
    expect(await said("find /dev -type c -uid 0 -not -path '/dev/pts/*' 2>/dev/null")).toBe("");
  });
});

describe("nobody outside: the host's things are out of sight", () => {
  it("sees only its own processes", async () => {
    const commands = (await said("ps -e -o comm=")).split("\n");
    expect(commands).not.toContain("node");
    expect(commands.length).toBeLessThan(10);
  });

  it("sees neither the host's name nor its files", async () => {
    expect(await said("hostname")).not.toBe(hostname());
    expect(await said(`ls -d ${import.meta.dirname} ${lab.settings.state} /proc/1/root${import.meta.dirname} 2>/dev/null`)).toBe(
      "",
    );
  });

  it("sees no link of the host and no other sandbox's", async () => {
    expect((await said("ls /sys/class/net")).split("\n").toSorted()).toEqual(["eth0", "lo"]);
  });

  it("cannot write its own limits, in any cgroup hierarchy", async () => {
    const files =
      "pids.max memory.limit_in_bytes memory.max memory.memsw.limit_in_bytes cpu.cfs_quota_us cpu.max devices.allow devices.deny release_agent";
    const written = await said(`for file in ${files}; do find /sys/fs/cgroup -name $file -writable 2>/dev/null; done`);
    expect(written).toBe("");
  });

  it("cannot leave its cgroup for one beside or above it", async () => {
    expect(
      await said(
        "mkdir -p /mnt/all; mount -t cgroup -o pids none /mnt/all 2>/dev/null || mount -t cgroup2 none /mnt/all; ls /mnt/all | grep -xE 'box|ctl' || echo none",
      ),
    ).toBe("none");
  });

  it("leaves no way back to a host file through the descriptors it was entered with", async () => {
    const targets = await said("for fd in /proc/self/fd/* /proc/1/fd/*; do readlink $fd; done | sort -u");
    expect(
      targets.split("\n").filter((target) => target.startsWith("/") && target !== "/dev/null" && !target.startsWith("/proc/")),
    ).toEqual([]);
  });
});
