import { expect, it } from "vitest";
import { toMemcg } from "./oom-log.ts";

const MOUNTINFO = `31 23 0:28 / /sys/fs/cgroup rw,relatime - tmpfs tmpfs rw,mode=755
35 31 0:32 / /sys/fs/cgroup/memory rw,relatime - cgroup cgroup rw,memory
41 31 0:38 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw
52 23 0:32 /lxc/host /mnt/memory rw,relatime - cgroup cgroup rw,memory
`;

it("the kernel's log names a cgroup from the root of its hierarchy, also where only a part is mounted", () => {
  expect(toMemcg("/sys/fs/cgroup/memory/gb/one/box", MOUNTINFO)).toBe("/gb/one/box");
  expect(toMemcg("/mnt/memory/gb/one/box", MOUNTINFO)).toBe("/lxc/host/gb/one/box");
  expect(toMemcg("/elsewhere/gb/one/box", MOUNTINFO)).toBeNull();
});
