import { describe, expect, it } from "vitest";
import { parseHierarchies, toCgroupMode } from "./cgroup-mode.ts";

const hybrid = `30 25 0:26 / /sys/fs/cgroup rw - tmpfs tmpfs rw,mode=755
31 30 0:27 / /sys/fs/cgroup/cpu,cpuacct rw,nosuid - cgroup cgroup rw,cpu,cpuacct
32 30 0:28 / /sys/fs/cgroup/pids rw,nosuid shared:9 - cgroup cgroup rw,pids
33 30 0:29 / /sys/fs/cgroup/systemd rw - cgroup cgroup rw,xattr,name=systemd
34 30 0:30 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw,nsdelegate
99 30 0:28 / /srv/again rw - cgroup cgroup rw,pids
`;
const unified = "30 25 0:26 / /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw,nsdelegate,memory_recursiveprot\n";

describe("reading the host's cgroup hierarchies", () => {
  it("finds v1 controllers together and alone, a named hierarchy and the v2 one, each once", () => {
    expect(parseHierarchies(hybrid)).toEqual([
      { mountpoint: "/sys/fs/cgroup/cpu,cpuacct", version: 1, controllers: ["cpu", "cpuacct"] },
      { mountpoint: "/sys/fs/cgroup/pids", version: 1, controllers: ["pids"] },
      { mountpoint: "/sys/fs/cgroup/systemd", version: 1, controllers: ["name=systemd"] },
      { mountpoint: "/sys/fs/cgroup/unified", version: 2, controllers: [] },
    ]);
  });

  it("tells pure v2, hybrid and v1 apart", () => {
    expect(toCgroupMode(parseHierarchies(unified))).toBe("v2");
    expect(toCgroupMode(parseHierarchies(hybrid))).toBe("hybrid");
    expect(toCgroupMode(parseHierarchies(hybrid.replaceAll(/^.*cgroup2.*$/gm, "")))).toBe("v1");
  });
});
