import { expect, test } from "vitest";
import { type HostObjects, parseMountpoints, parseTables, toLeftovers } from "./leftovers.ts";

const NOTHING: HostObjects = { mounts: [], links: [], cgroups: [], tables: [], loops: [], processes: [], runtime: [] };
const GB = { name: "gb", state: "/var/lib/glassbox", cache: "/var/lib/glassbox/cache" };
const left = (difference: Partial<HostObjects>) => toLeftovers({ ...NOTHING, ...difference }, GB);

test("a host without us has nothing of ours", () => {
  expect(
    left({
      mounts: ["/", "/var/lib/docker"],
      links: ["lo", "eth0", "docker0"],
      cgroups: ["/sys/fs/cgroup/system.slice"],
      tables: ["ip filter"],
      loops: ["/dev/loop0 /srv/disk.img"],
      processes: ["1 /sbin/init"],
    }),
  ).toEqual([]);
});

test("every kind of leftover is named", () => {
  expect(
    left({
      mounts: ["/var/lib/glassbox/pool"],
      links: ["gb0", "gb-12"],
      cgroups: ["/sys/fs/cgroup/gb"],
      tables: ["inet gb", "bridge gb"],
      loops: ["/dev/loop3 /var/lib/glassbox/pool.img"],
      processes: ["77 runc --root /var/lib/glassbox/runtime run abc"],
      runtime: ["abc"],
    }),
  ).toEqual([
    "mount /var/lib/glassbox/pool",
    "link gb0",
    "link gb-12",
    "cgroup /sys/fs/cgroup/gb",
    "nftables table inet gb",
    "nftables table bridge gb",
    "loop device /dev/loop3 /var/lib/glassbox/pool.img",
    "process 77 runc --root /var/lib/glassbox/runtime run abc",
    "sandbox bundle abc",
  ]);
});

test("another instance's marks are not ours, even where its name begins with ours", () => {
  expect(
    left({
      mounts: ["/var/lib/glassbox-test/pool"],
      links: ["gbt0", "gbt-1"],
      cgroups: ["/sys/fs/cgroup/gbt"],
      tables: ["inet gbt"],
      loops: ["/dev/loop1 /var/lib/glassbox-test/pool.img"],
      processes: ["9 node /var/lib/glassbox-test/x"],
    }),
  ).toEqual([]);
});

test("the cache is shared and may be mounted by another instance", () => {
  expect(left({ mounts: ["/var/lib/glassbox/cache/rootfs-0123"] })).toEqual([]);
});

test("mount points and tables are read from the kernel's own text", () => {
  expect(parseMountpoints("36 35 98:0 / /mnt/with\\040space rw - ext4 /dev/x rw\n")).toEqual(["/mnt/with space"]);
  expect(parseTables("table ip filter\ntable inet gb\n")).toEqual(["ip filter", "inet gb"]);
});
