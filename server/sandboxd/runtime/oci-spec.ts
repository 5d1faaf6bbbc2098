import type { SandboxProfile } from "../../../lib/contract/sandbox.ts";
import { CAPABILITIES } from "./capabilities.ts";
import { type Seccomp, toSeccomp } from "./seccomp.ts";

export type OciMount = { destination: string; type: string; source: string; options: string[] };
export type OciSpec = {
  ociVersion: string;
  hostname: string;
  root: { path: string; readonly: boolean };
  process: {
    terminal: boolean;
    user: { uid: number; gid: number };
    args: string[];
    env: string[];
    cwd: string;
    capabilities: Record<"bounding" | "effective" | "permitted", string[]>;
    noNewPrivileges: boolean;
  };
  mounts: OciMount[];
  linux: {
    namespaces: { type: string; path?: string }[];
    uidMappings: { containerID: number; hostID: number; size: number }[];
    gidMappings: { containerID: number; hostID: number; size: number }[];
    cgroupsPath: string;
    resources: Record<string, unknown>;
    rootfsPropagation: string;
    seccomp: Seccomp;
    maskedPaths: string[];
    readonlyPaths: string[];
  };
};

/** What a spec needs to know beyond the lab's profile. */
export type OciPlace = {
  /** Host directory of the mounted root. */
  root: string;
  /** Host directory whose children are bound over BOUND_DIRECTORIES. */
  volume: string;
  /** Host directory whose children are bound over ENGINE_DIRECTORIES. */
  engine: string;
  /** Path of the INNER user namespace. */
  userNamespace: string;
  uidBase: number;
  /** Cgroup of the student's limits, relative to every hierarchy's root, with a leading slash. */
  cgroup: string;
  /** Extra device nodes bound into the sandbox: host path by path inside. */
  devices: Record<string, string>;
  /** false where the kernel does not count swap (cgroup v1 without memory.memsw). */
  countsSwap: boolean;
  /** process.arch */
  arch: string;
};

/** Ids per sandbox. */
export const UID_RANGE = 65536;

/** Directory inside -> its name in the sandbox's volume. Overlay uppers may not lie on overlay, so these come from a real file system. */
export const BOUND_DIRECTORIES: Readonly<Record<string, string>> = {
  "/root": "root",
  "/home": "home",
  "/lab": "lab",
  "/mnt": "mnt",
  "/srv": "srv",
  "/opt": "opt",
};

/** The same for what an engine keeps. They lie apart, since their owners on the disk are the same in every sandbox (engine-volume.ts). */
export const ENGINE_DIRECTORIES: Readonly<Record<string, string>> = {
  "/var/lib/docker": "docker",
  "/var/lib/containerd": "containerd",
};

/** Reaps, and does not wake while nothing happens: a sandbox that idles must not look busy to whoever reads its CPU time. */
export const INIT_COMMAND = "/usr/bin/catatonit";

/** What PID 1 waits for: a link to sleep. When it ends, the sandbox ends. */
export const WAITING_COMMAND = "/usr/libexec/glassbox-wait";

/** CPU quotas are per 100 ms, the kernel's own default period. */
export const CPU_PERIOD_US = 100_000;

/** type, major, minor of the only devices a sandbox may open (enforced by the device cgroup, and by the owners of the nodes). */
const DEVICES: [string, number, number | undefined][] = [
  ["c", 1, 3], // null
  ["c", 1, 5], // zero
  ["c", 1, 7], // full
  ["c", 1, 8], // random
  ["c", 1, 9], // urandom
  ["c", 5, 0], // tty
  ["c", 5, 1], // console
  ["c", 5, 2], // ptmx
  ["c", 136, undefined], // ptys
  ["c", 10, 200], // net/tun
  ["c", 10, 229], // fuse
];

/** The environment of PID 1; terminals and scripts bring their own. */
const INIT_ENV = ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/root", "LANG=C.UTF-8"];

/**
 * The OCI bundle of a sandbox. Pure: same profile and place, same spec.
 * Nothing is masked or read-only by path: nested pid namespaces could then not mount proc (the kernel refuses a new proc where the visible
 * one is covered), and the user namespace already keeps what is global from being written.
 */
export function toOciSpec(profile: SandboxProfile, place: OciPlace): OciSpec {
  const bytes = profile.memoryMiB * 1024 * 1024;
  const mapping = [{ containerID: 0, hostID: place.uidBase, size: UID_RANGE }];
  const capabilities = [...CAPABILITIES];
  return {
    ociVersion: "1.0.2",
    hostname: profile.hostname,
    root: { path: place.root, readonly: false },
    process: {
      terminal: false,
      user: { uid: 0, gid: 0 },
      args: [INIT_COMMAND, "--", WAITING_COMMAND, "infinity"],
      env: INIT_ENV,
      cwd: "/",
      capabilities: { bounding: capabilities, effective: capabilities, permitted: capabilities },
      noNewPrivileges: false,
    },
    mounts: toMounts(profile, place),
    linux: {
      namespaces: [
        { type: "user", path: place.userNamespace },
        ...["pid", "network", "mount", "ipc", "uts", "cgroup"].map((type) => ({ type })),
      ],
      uidMappings: mapping,
      gidMappings: mapping,
      cgroupsPath: place.cgroup,
      resources: {
        devices: [
          { allow: false, access: "rwm" },
          // mknod of anything stays possible for whiteouts; opening is what is refused.
          { allow: true, type: "c", access: "m" },
          { allow: true, type: "b", access: "m" },
          ...DEVICES.map(([type, major, minor]) => ({
            allow: true,
            type,
            major,
            ...(minor === undefined ? {} : { minor }),
            access: "rwm",
          })),
        ],
        memory: { limit: bytes, ...(place.countsSwap ? { swap: bytes } : {}) },
        pids: { limit: profile.pids },
        cpu: { period: CPU_PERIOD_US, quota: Math.round(profile.cpus * CPU_PERIOD_US), shares: 1024 },
      },
      rootfsPropagation: "rprivate",
      seccomp: toSeccomp(place.arch),
      maskedPaths: [],
      readonlyPaths: [],
    },
  };
}

const LAB_PLACES: ReadonlySet<string> = new Set([
  ...["/", "/proc", "/sys", "/.glassbox-proc", "/.glassbox-sys", "/run", "/tmp"],
  ...["/dev", "/dev/pts", "/dev/shm", "/dev/mqueue", "/sys/fs/cgroup"],
  ...Object.keys(BOUND_DIRECTORIES),
  ...Object.keys(ENGINE_DIRECTORIES),
]);

/** Whether a sandbox begins with a mount at this place; what lies over it later is the student's. */
export const isLabMountpoint = (path: string): boolean =>
  LAB_PLACES.has(path) || path.startsWith("/sys/fs/cgroup/") || path.startsWith("/dev/");

const toBinds = (directories: Readonly<Record<string, string>>, from: string): OciMount[] =>
  Object.entries(directories).map(([destination, name]) => ({
    ...{ destination, type: "bind", source: `${from}/${name}` },
    options: ["rbind", "rprivate", "nodev"],
  }));

function toMounts(profile: SandboxProfile, place: OciPlace): OciMount[] {
  const plain = ["nosuid", "noexec", "nodev"];
  // tmpfs pages are charged to the sandbox's memory limit; the size only makes "no space left" come before the OOM killer.
  const half = `size=${Math.floor(profile.memoryMiB / 2)}m`;
  const mount = (destination: string, type: string, source: string, options: string[]) => ({
    destination,
    type,
    source,
    options,
  });
  return [
    mount("/proc", "proc", "proc", plain),
    mount("/dev", "tmpfs", "tmpfs", ["nosuid", "strictatime", "mode=755", "size=4m"]),
    mount("/dev/pts", "devpts", "devpts", ["nosuid", "noexec", "newinstance", "ptmxmode=0666", "mode=0620", "gid=5"]),
    mount("/dev/shm", "tmpfs", "shm", ["nosuid", "nodev", "mode=1777", half]),
    mount("/dev/mqueue", "mqueue", "mqueue", plain),
    mount("/sys", "sysfs", "sysfs", plain),
    mount("/sys/fs/cgroup", "cgroup", "cgroup", [...plain, "relatime"]),
    // `ip netns exec` unmounts /sys and mounts it anew, which the kernel allows only where another fully visible one exists.
    // crun takes these two types directly below the root only.
    mount("/.glassbox-proc", "proc", "proc", plain),
    mount("/.glassbox-sys", "sysfs", "sysfs", plain),
    mount("/run", "tmpfs", "tmpfs", ["nosuid", "nodev", "mode=755", half]),
    mount("/tmp", "tmpfs", "tmpfs", ["nosuid", "nodev", "mode=1777", half]),
    ...toBinds(BOUND_DIRECTORIES, place.volume),
    ...toBinds(ENGINE_DIRECTORIES, place.engine),
    ...Object.entries(place.devices).map(([inside, host]) => mount(inside, "bind", host, ["bind", "nosuid", "noexec"])),
  ];
}
