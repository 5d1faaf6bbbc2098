/** A Debian package the host needs, and the reason an operator may ask for. */
export type HostPackage = {
  name: string;
  why: string;
  /** A systemd unit of the package that must not start by itself: we want the program, not Debian's own service. */
  asleep?: string;
};

const ALWAYS: HostPackage[] = [
  { name: "iproute2", why: "links, addresses and namespaces of the sandboxes' network" },
  { name: "nftables", why: "the firewall between sandboxes, host and network" },
  { name: "util-linux", why: "unshare, nsenter and setpriv" },
  { name: "mount", why: "mounts and loop devices" },
  { name: "kmod", why: "loading kernel modules the host has but has not loaded" },
  { name: "procps", why: "sysctl" },
  { name: "btrfs-progs", why: "the storage pool: snapshots and a disk quota per sandbox" },
  { name: "mmdebstrap", why: "builds the sandbox's root file system" },
  { name: "debian-archive-keyring", why: "verifies the packages of that root file system" },
  { name: "buildah", why: "builds the images that a sandbox's Docker finds offline" },
  { name: "docker-registry", why: "serves those images to the sandboxes, read-only", asleep: "docker-registry.service" },
  { name: "ca-certificates", why: "package mirrors over HTTPS" },
];

const RUNTIMES = {
  runc: { name: "runc", why: "the container runtime" },
  crun: { name: "crun", why: "the container runtime (lighter, for pure cgroup v2)" },
} satisfies Record<string, HostPackage>;

/** What only `npm test` needs. */
export const BROWSER_PACKAGES: HostPackage[] = [
  { name: "chromium", why: "the browser of the end-to-end tests" },
  { name: "fonts-noto-cjk", why: "Chinese text in screenshots" },
];
export const TEST_PACKAGES: HostPackage[] = [{ name: "shellcheck", why: "reads the labs' scripts" }];

export const neededPackages = (runtime: "runc" | "crun"): HostPackage[] => [...ALWAYS, RUNTIMES[runtime]];

/**
 * The packages that dpkg does not have installed.
 * @param dpkgStatus output of `dpkg-query -W -f '${Package} ${db:Status-Status}\n'`
 */
export function missingPackages(needed: readonly HostPackage[], dpkgStatus: string): HostPackage[] {
  const installed = new Set(
    dpkgStatus
      .split("\n")
      .map((line) => line.split(" "))
      .filter(([, status]) => status === "installed")
      .map(([name]) => name),
  );
  return needed.filter(({ name }) => !installed.has(name));
}
