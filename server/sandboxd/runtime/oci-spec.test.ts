import { describe, expect, it } from "vitest";
import { SandboxProfile } from "../../../lib/contract/sandbox.ts";
import { BOUND_DIRECTORIES, type OciPlace, toOciSpec } from "./oci-spec.ts";

const place: OciPlace = {
  root: "/state/bundles/x/rootfs",
  volume: "/state/pool/sandboxes/x",
  engine: "/state/bundles/x/engine",
  userNamespace: "/proc/42/ns/user",
  uidBase: 365536,
  cgroup: "/gb/x/box",
  devices: { "/dev/net/tun": "/state/dev/tun" },
  countsSwap: true,
  arch: "x64",
};
const spec = toOciSpec(SandboxProfile.parse({ memoryMiB: 256, pids: 100, cpus: 0.5, hostname: "kitchen" }), place);
const mountAt = (destination: string) => spec.mounts.filter((mount) => mount.destination === destination);

describe("the OCI bundle of a sandbox", () => {
  it("never grants a capability that reaches past the namespaces", () => {
    const granted = Object.values(spec.process.capabilities).flat();
    for (const name of [
      "SYS_MODULE",
      "SYS_BOOT",
      "SYS_TIME",
      "SYSLOG",
      "SYS_RAWIO",
      "BPF",
      "PERFMON",
      "MAC_ADMIN",
      "AUDIT_CONTROL",
    ]) {
      expect(granted).not.toContain(`CAP_${name}`);
    }
  });

  it("always has its own user, pid, network, mount, ipc, uts and cgroup namespaces, and joins the bounded user namespace", () => {
    expect(spec.linux.namespaces).toEqual([
      { type: "user", path: "/proc/42/ns/user" },
      ...["pid", "network", "mount", "ipc", "uts", "cgroup"].map((type) => ({ type })),
    ]);
  });

  it("maps root to the sandbox's own range and nothing else", () => {
    expect(spec.linux.uidMappings).toEqual([{ containerID: 0, hostID: 365536, size: 65536 }]);
    expect(spec.linux.gidMappings).toEqual(spec.linux.uidMappings);
  });

  it("limits memory and swap together, pids and cpu as the profile says", () => {
    expect(spec.linux.resources).toMatchObject({
      memory: { limit: 268435456, swap: 268435456 },
      pids: { limit: 100 },
      cpu: { quota: 50000, period: 100000 },
    });
  });

  it("leaves swap out where the kernel does not count it", () => {
    const without = toOciSpec(SandboxProfile.parse({}), { ...place, countsSwap: false });
    expect(without.linux.resources.memory).toEqual({ limit: 536870912 });
  });

  it("binds a real file system wherever a student may want an overlay's upper", () => {
    for (const [inside, name] of Object.entries(BOUND_DIRECTORIES)) {
      expect(mountAt(inside)).toMatchObject([{ type: "bind", source: `/state/pool/sandboxes/x/${name}` }]);
    }
    expect(mountAt("/var/lib/docker")).toMatchObject([{ type: "bind", source: "/state/bundles/x/engine/docker" }]);
  });

  it("covers nothing of /proc, so that nested pid namespaces can mount their own", () => {
    expect(spec.linux.maskedPaths).toEqual([]);
    expect(spec.linux.readonlyPaths).toEqual([]);
  });

  it("keeps a second proc and sysfs out of the way, without which ip netns exec fails", () => {
    expect(mountAt("/.glassbox-proc")).toHaveLength(1);
    expect(mountAt("/.glassbox-sys")).toHaveLength(1);
  });

  it("starts with every device refused", () => {
    expect((spec.linux.resources.devices as unknown[])[0]).toEqual({ allow: false, access: "rwm" });
  });

  it("runs a reaping init as its first process, with an environment of its own", () => {
    expect(spec.process.args[0]).toBe("/usr/bin/catatonit");
    expect(spec.process.env.join()).not.toContain("GLASSBOX");
    expect(spec.hostname).toBe("kitchen");
  });
});
