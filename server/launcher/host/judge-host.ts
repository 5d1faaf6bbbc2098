import type { HostFacts } from "./host-facts.ts";
import { isFixedRuntime } from "./runtime-version.ts";
import { toSysctlState } from "./sysctls.ts";

/** ok; todo: npm start does it; warn: works, but; fail: cannot run. */
export type Finding = { check: string; state: "ok" | "todo" | "warn" | "fail"; found: string; cure: string | null };

/** Linux 5.12 made idmapped mounts (mount_setattr(2)); btrfs and overlay as their lower came in 5.15 and 5.19. */
const OLDEST_KERNEL = [5, 19] as const;
/** One root file system, being built, with its packages. */
const ROOTFS_BYTES = 1.5e9;
/** Below this a handful of sandboxes fills the disk. */
const POOL_BYTES = 4e9;
/** What the pool leaves to the rest of the host. */
const DISK_RESERVE_BYTES = 1024 ** 3;
const MEMORY_BYTES = 1.5e9;

/** Features without which no sandbox starts, and what to say. */
const REQUIRED_FEATURES: Record<string, string> = {
  overlay: "use a kernel with overlayfs (CONFIG_OVERLAY_FS): the distribution's own kernel has it",
  veth: "use a kernel with veth (CONFIG_VETH): the distribution's own kernel has it",
  bridge: "use a kernel with bridges (CONFIG_BRIDGE): the distribution's own kernel has it",
  connlimit: "use a kernel with nft_connlimit (CONFIG_NFT_CONNLIMIT): the distribution's own kernel has it",
  nat: "use a kernel with nftables (CONFIG_NF_TABLES, CONFIG_NFT_MASQ): the distribution's own kernel has it",
};

/** The host check: pure, so that every host we have not got can be tested. */
export function judgeHost(facts: HostFacts): Finding[] {
  return [
    judgeRoot(facts),
    judgeSystem(facts),
    judgeKernel(facts),
    judgeUserNamespaces(facts),
    judgeCgroups(facts),
    ...facts.features.map((feature) => judgeFeature(facts, feature)),
    ...judgePackages(facts),
    judgeRuntime(facts),
    judgeRootfs(facts),
    judgeImages(facts),
    ...judgeDisk(facts),
    ...judgePool(facts),
    judgeMemory(facts),
    judgePort("address", facts.port, "GLASSBOX_PORT"),
    judgePort("preview address", facts.previewPort, "GLASSBOX_PREVIEW_PORT"),
    ...judgeSysctls(facts),
  ];
}

const ok = (check: string, found: string): Finding => ({ check, state: "ok", found, cure: null });
const bad = (state: "todo" | "warn" | "fail", check: string, found: string, cure: string): Finding => ({
  check,
  state,
  found,
  cure,
});

const judgeRoot = ({ uid }: HostFacts): Finding =>
  uid === 0 ? ok("root", "yes") : bad("fail", "root", `uid ${uid}`, "run it with sudo: namespaces, mounts and cgroups need root");

function judgeSystem({ os, arch }: HostFacts): Finding {
  if (arch !== "x64")
    return bad(
      "fail",
      "system",
      `${os.name}, ${arch}`,
      "use an x86-64 machine: the sandbox's system call filter is written for it",
    );
  const known = (os.id === "debian" && Number(os.versionId) >= 12) || (os.id === "ubuntu" && Number(os.versionId) >= 24.04);
  return known ? ok("system", os.name) : bad("warn", "system", os.name, "Glassbox is made for Debian 12 and 13 and Ubuntu 24.04");
}

function judgeKernel({ kernel }: HostFacts): Finding {
  const [major = 0, minor = 0] = kernel.split(".").map((part) => Number.parseInt(part, 10));
  const old = major < OLDEST_KERNEL[0] || (major === OLDEST_KERNEL[0] && minor < OLDEST_KERNEL[1]);
  if (!old) return ok("kernel", kernel);
  return bad(
    "fail",
    "kernel",
    kernel,
    `boot Linux ${OLDEST_KERNEL.join(".")} or newer: older ones cannot shift a root file system to a sandbox's ids`,
  );
}

function judgeUserNamespaces({ userNamespaces: { max, apparmorRestricts, unprivilegedClone, failure } }: HostFacts): Finding {
  const check = "user namespaces";
  if (max === null)
    return bad("fail", check, "this kernel has none", "use a kernel with CONFIG_USER_NS: the distribution's own kernel has it");
  if (max < 1000) return bad("fail", check, `user.max_user_namespaces is ${max}`, "sysctl -w user.max_user_namespaces=100000");
  if (unprivilegedClone === 0)
    return bad("todo", check, "kernel.unprivileged_userns_clone is 0", "npm start sets it to 1 until the next boot");
  if (apparmorRestricts === 1) {
    const cure =
      "npm start sets kernel.apparmor_restrict_unprivileged_userns to 0 until the next boot: labs make them without root";
    return bad("todo", check, "restricted by AppArmor", cure);
  }
  if (failure === null) return ok(check, `up to ${max}`);
  return bad(
    "fail",
    check,
    failure,
    "see the message: something on this host (a security module, a container around it) forbids them",
  );
}

function judgeCgroups({ cgroup: { mode, controllers } }: HostFacts): Finding {
  if (mode === null) return bad("fail", "cgroups", "none mounted", "mount -t cgroup2 none /sys/fs/cgroup");
  const missing = ["cpu", "memory", "pids"].filter((name) => !controllers.includes(name));
  const found = `${mode}: ${controllers.join(" ")}`;
  if (missing.length === 0) return ok("cgroups", found);
  return bad(
    "fail",
    "cgroups",
    `${mode} without ${missing.join(", ")}`,
    `switch ${missing.join(", ")} on (kernel command line: cgroup_enable=${missing.join(",")}), or boot with systemd`,
  );
}

function judgeFeature({ storage, features }: HostFacts, { id, available, reason }: HostFacts["features"][number]): Finding {
  if (available) return ok(id, "yes");
  const found = reason ?? "no";
  const required = REQUIRED_FEATURES[id];
  if (required !== undefined) return bad("fail", id, found, required);
  if (id === "btrfs" || id === "loop") {
    if (storage === "btrfs")
      return bad("fail", id, found, "GLASSBOX_STORAGE=directory does without it (disk use is then not bounded)");
    const other = features.some((feature) => feature.id === "btrfs" && !feature.available);
    return bad(
      "warn",
      id,
      found,
      id === "loop" && other ? "not needed without btrfs" : "sandboxes use plain directories: disk use is not bounded",
    );
  }
  return bad("warn", id, found, `labs that require ${id} are shown as unavailable; a kernel that has it brings them back`);
}

function judgePackages({ missingPackages }: HostFacts): Finding[] {
  if (missingPackages.length === 0) return [ok("Debian packages", "all installed")];
  return missingPackages.map(({ name, why }) =>
    bad("todo", `package ${name}`, `missing: ${why}`, "npm start installs it with apt-get"),
  );
}

function judgeRuntime({ runtime: { kind, version, fixedByDistribution } }: HostFacts): Finding {
  if (version === null) return bad("todo", "runtime", `${kind} is not installed`, "npm start installs it with apt-get");
  const found = `${kind} ${version}`;
  if (isFixedRuntime(kind, version)) return ok("runtime", found);
  if (fixedByDistribution) return ok("runtime", `${found}, CVE-2025-31133 fixed by the distribution`);
  return bad(
    "warn",
    "runtime",
    `${found}, known holes (CVE-2025-31133, -52565, -52881)`,
    `apt-get update && apt-get install ${kind}, once the distribution has a fixed one`,
  );
}

const judgeRootfs = ({ rootfsReady }: HostFacts): Finding =>
  rootfsReady
    ? ok("root file system", "built")
    : bad("todo", "root file system", "not built yet", "npm start builds it (about a minute)");

function judgeImages({ images: { ready, total, failure } }: HostFacts): Finding {
  const check = "images";
  if (failure !== null) return bad("warn", check, failure, "npm run images -- --list says what to do");
  const found = `${ready} of ${total} built`;
  if (ready === total) return ok(check, found);
  return bad("todo", check, found, "npm start builds the others in the background, npm run images at once");
}

function judgeDisk({ disk: { state, cache }, rootfsReady }: HostFacts): Finding[] {
  const need = (place: { path: string; free: number }, bytes: number, hard: number, variable: string): Finding => {
    const found = `${gib(place.free)} free in ${place.path}`;
    if (place.free >= bytes) return ok("disk", found);
    return bad(
      place.free >= hard ? "warn" : "fail",
      "disk",
      found,
      `free some space (${gib(bytes)}), or point ${variable} at a larger file system`,
    );
  };
  const findings = [need(state, POOL_BYTES, 0.5e9, "GLASSBOX_STATE")];
  if (!rootfsReady) findings.push(need(cache, ROOTFS_BYTES, 0.8e9, "GLASSBOX_CACHE"));
  return findings;
}

/** A pool that outgrows the disk it lies on turns read-only under every sandbox at once. */
function judgePool({ pool, disk: { state }, features }: HostFacts): Finding[] {
  if (pool === null || features.some(({ id, available }) => id === "btrfs" && !available)) return [];
  if (state.free < POOL_BYTES) return []; // the disk's own finding says it
  const room = state.free + pool.taken - DISK_RESERVE_BYTES;
  const found = `may grow to ${gib(pool.most)}, ${gib(state.free)} free in ${state.path}`;
  if (room >= pool.most) return [ok("pool", found)];
  const fits = Math.floor(room / 1024 ** 3);
  const first =
    pool.taken > 0 ? `stop Glassbox, delete ${pool.image} (it holds nothing but sandboxes) and` : "free some space, or";
  return [bad("warn", "pool", `${found}: a full disk would stop every sandbox`, `${first} set GLASSBOX_POOL_GIB=${fits}`)];
}

const judgeMemory = ({ memoryBytes }: HostFacts): Finding =>
  memoryBytes >= MEMORY_BYTES
    ? ok("memory", gib(memoryBytes))
    : bad(
        "warn",
        "memory",
        gib(memoryBytes),
        "give the machine 2 GiB or more: a sandbox may use 512 MiB, building the pages about 1 GiB",
      );

const judgePort = (check: string, { host, port, failure }: HostFacts["port"], setting: string): Finding =>
  failure === null
    ? ok(check, `${host}:${port} is free`)
    : bad(
        "fail",
        check,
        `${host}:${port}: ${failure}`,
        `stop what listens there (ss -ltnp), or choose another ${setting} or GLASSBOX_HOST`,
      );

function judgeSysctls({ sysctls }: HostFacts): Finding[] {
  return sysctls.map((reading) => {
    const check = `sysctl ${reading.key}`;
    const state = toSysctlState(reading);
    if (state === "absent") return ok(check, "not in this kernel");
    if (state === "ok") return ok(check, reading.value ?? "");
    return bad("todo", check, `${reading.value}: ${reading.why}`, `npm start sets it to ${reading.want} until the next boot`);
  });
}

const gib = (bytes: number) => `${(bytes / 1024 ** 3).toFixed(1)} GiB`;
