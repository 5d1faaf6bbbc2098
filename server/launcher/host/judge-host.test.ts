import { expect, test } from "vitest";
import type { HostFacts } from "./host-facts.ts";
import { judgeHost } from "./judge-host.ts";

const GOOD: HostFacts = {
  uid: 0,
  arch: "x64",
  os: { id: "debian", versionId: "13", name: "Debian GNU/Linux 13 (trixie)" },
  kernel: "6.12.43+deb13-amd64",
  features: [
    { id: "overlay", available: true, reason: null },
    { id: "btrfs", available: true, reason: null },
    { id: "ipvlan", available: true, reason: null },
  ],
  userNamespaces: { max: 31_000, apparmorRestricts: null, unprivilegedClone: 1, failure: null },
  cgroup: { mode: "v2", controllers: ["cpu", "cpuset", "io", "memory", "pids"] },
  runtime: { kind: "crun", version: "1.21", fixedByDistribution: false },
  missingPackages: [],
  storage: "auto",
  disk: { state: { path: "/var/lib/glassbox", free: 50e9 }, cache: { path: "/var/lib/glassbox/cache", free: 50e9 } },
  pool: { image: "/var/lib/glassbox/pool.img", most: 20 * 1024 ** 3, taken: 0 },
  rootfsReady: true,
  images: { ready: 9, total: 9, failure: null },
  memoryBytes: 8e9,
  port: { host: "127.0.0.1", port: 8000, failure: null },
  previewPort: { host: "127.0.0.1", port: 8001, failure: null },
  sysctls: [],
};

const judge = (difference: Partial<HostFacts>) => judgeHost({ ...GOOD, ...difference }).filter(({ state }) => state !== "ok");

test("a good host has nothing to complain about", () => {
  expect(judge({})).toEqual([]);
});

test.each<[string, Partial<HostFacts>, string, RegExp]>([
  ["not root", { uid: 1000 }, "fail", /sudo/],
  ["another processor", { arch: "arm64" }, "fail", /x86-64/],
  ["an old kernel", { kernel: "5.10.0-28-amd64" }, "fail", /5\.19/],
  ["no overlayfs", { features: [{ id: "overlay", available: false, reason: "no" }] }, "fail", /CONFIG_OVERLAY_FS/],
  ["no user namespaces", { userNamespaces: { ...GOOD.userNamespaces, max: null } }, "fail", /CONFIG_USER_NS/],
  ["user namespaces switched off", { userNamespaces: { ...GOOD.userNamespaces, max: 0 } }, "fail", /sysctl -w/],
  ["user namespaces forbidden", { userNamespaces: { ...GOOD.userNamespaces, failure: "EPERM" } }, "fail", /forbids/],
  ["AppArmor in their way", { userNamespaces: { ...GOOD.userNamespaces, apparmorRestricts: 1 } }, "todo", /npm start sets/],
  ["no cgroups", { cgroup: { mode: null, controllers: [] } }, "fail", /mount -t cgroup2/],
  ["no memory controller", { cgroup: { mode: "v2", controllers: ["cpu", "pids"] } }, "fail", /cgroup_enable=memory/],
  [
    "no ipvlan",
    { features: [{ id: "ipvlan", available: false, reason: "Unknown device type." }] },
    "warn",
    /labs that require ipvlan/,
  ],
  ["a missing package", { missingPackages: [{ name: "nftables", why: "the firewall" }] }, "todo", /npm start installs it/],
  ["no runtime yet", { runtime: { kind: "runc", version: null, fixedByDistribution: false } }, "todo", /npm start installs it/],
  [
    "an old runc",
    { runtime: { kind: "runc", version: "1.1.5+ds1", fixedByDistribution: false } },
    "warn",
    /apt-get install runc/,
  ],
  ["no room", { disk: { ...GOOD.disk, state: { path: "/x", free: 1e8 } } }, "fail", /GLASSBOX_STATE/],
  [
    "a port that is taken",
    { port: { host: "127.0.0.1", port: 8000, failure: "something else listens there" } },
    "fail",
    /GLASSBOX_PORT/,
  ],
  [
    "a preview port that is taken",
    { previewPort: { host: "127.0.0.1", port: 8001, failure: "something else listens there" } },
    "fail",
    /GLASSBOX_PREVIEW_PORT/,
  ],
  ["images that are not built yet", { images: { ready: 3, total: 9, failure: null } }, "todo", /in the background/],
  ["a broken images.yaml", { images: { ready: 0, total: 0, failure: "images.yaml: x" } }, "warn", /images/],
  ["no root file system yet", { rootfsReady: false }, "todo", /npm start builds it/],
])("%s is one finding with its cure", (_title, difference, state, cure) => {
  const findings = judge(difference);
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatchObject({ state, cure: expect.stringMatching(cure) });
});

test("a pool that may outgrow the disk is a warning with the size that fits", () => {
  const small = { ...GOOD.disk, state: { path: "/var/lib/glassbox", free: 10.5 * 1024 ** 3 } };
  expect(judge({ disk: small })).toMatchObject([
    { check: "pool", state: "warn", cure: "free some space, or set GLASSBOX_POOL_GIB=9" },
  ]);
  expect(judge({ disk: small, pool: { ...GOOD.pool!, taken: 2 * 1024 ** 3 } })[0]?.cure).toMatch(
    /delete \/var\/lib\/glassbox\/pool\.img .* GLASSBOX_POOL_GIB=11$/,
  );
});

test("a pool that has taken its space already, or will never be made, is fine on a fuller disk", () => {
  const small = { ...GOOD.disk, state: { path: "/x", free: 6e9 } };
  expect(judge({ disk: small, pool: { ...GOOD.pool!, taken: 18 * 1024 ** 3 } })).toEqual([]);
  expect(judge({ disk: small, pool: null })).toEqual([]);
});

test("an old runc that the distribution fixed is fine", () => {
  expect(judge({ runtime: { kind: "runc", version: "1.1.5+ds1", fixedByDistribution: true } })).toEqual([]);
});

test("no btrfs is a warning, unless the operator insists on btrfs", () => {
  const features = [{ id: "btrfs", available: false, reason: "no btrfs" }];
  expect(judge({ features })[0]?.state).toBe("warn");
  expect(judge({ features, storage: "btrfs" })[0]?.state).toBe("fail");
});
