import { readFile, stat, statfs } from "node:fs/promises";
import { createServer } from "node:net";
import { release, totalmem } from "node:os";
import { dirname } from "node:path";
import { arch, getuid } from "node:process";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { previewPort as previewPortOf, type Settings } from "../../config.ts";
import { readHierarchies, toCgroupMode } from "../../sandboxd/runtime/cgroup-mode.ts";
import { toRuntimeKind } from "../../sandboxd/runtime/choose-runtime.ts";
import { createUserNamespace } from "../../sandboxd/runtime/user-namespace.ts";
import { readHostFeatures } from "../../sandboxd/system/host-features.ts";
import { run } from "../../sandboxd/system/run.ts";
import { neededPackages } from "../debian/host-packages.ts";
import { readMissingPackages } from "../debian/install-packages.ts";
import { readImageStates } from "../images/build-images.ts";
import { planImages } from "../images/plan-images.ts";
import { planRootfs } from "../rootfs/build-rootfs.ts";
import { readSysctls } from "./apply-sysctls.ts";
import type { HostFacts } from "./host-facts.ts";
import { namesTheFix, parseRuntimeVersion } from "./runtime-version.ts";

/** Reads everything the host check wants to know. Changes nothing but what a probe makes and takes away again. */
export async function readHostFacts(repo: string, settings: Settings): Promise<HostFacts> {
  const cgroup = await readCgroup();
  const kind = toRuntimeKind(settings.runtime, cgroup.mode ?? "v2");
  const root = getuid?.() === 0;
  const [os, features, userNamespaces, runtime, missingPackages, state, cache, rootfs, images, port, previewPort, sysctls] =
    await Promise.all([
      readOs(),
      root ? readHostFeatures() : [],
      readUserNamespaces(settings.uidBase, root),
      readRuntime(kind),
      readMissingPackages(neededPackages(kind)),
      readFree(settings.state),
      readFree(settings.cache),
      planRootfs(repo, settings.cache),
      readImages(repo, settings),
      readPort(settings.host, settings.port),
      readPort(settings.host, previewPortOf(settings)),
      readSysctls(),
    ]);
  return {
    uid: getuid?.() ?? -1,
    arch,
    os,
    kernel: release(),
    features,
    userNamespaces,
    cgroup,
    runtime,
    missingPackages,
    storage: settings.storage,
    disk: { state, cache },
    pool: await readPool(settings),
    rootfsReady: rootfs.ready,
    images,
    memoryBytes: totalmem(),
    port,
    previewPort,
    sysctls,
  };
}

async function readImages(repo: string, settings: Settings): Promise<HostFacts["images"]> {
  try {
    const states = await readImageStates(settings, await planImages(repo));
    return { ready: states.filter(({ state }) => state === "ready").length, total: states.length, failure: null };
  } catch (error) {
    return { ready: 0, total: 0, failure: (error as Error).message };
  }
}

async function readOs(): Promise<HostFacts["os"]> {
  const text = await readFile("/etc/os-release", "utf8").catch(() => "");
  const value = (key: string) => new RegExp(`^${key}="?([^"\\n]*)"?$`, "m").exec(text)?.[1] ?? "";
  return { id: value("ID"), versionId: value("VERSION_ID"), name: value("PRETTY_NAME") || "an unknown system" };
}

async function readCgroup(): Promise<HostFacts["cgroup"]> {
  const hierarchies = await readHierarchies().catch(() => []);
  if (hierarchies.length === 0) return { mode: null, controllers: [] };
  const unified = hierarchies.find(({ version }) => version === 2);
  const v2 = unified === undefined ? "" : await readFile(`${unified.mountpoint}/cgroup.controllers`, "utf8").catch(() => "");
  const v1 = hierarchies.flatMap(({ controllers }) => controllers).filter((name) => !name.startsWith("name="));
  return { mode: toCgroupMode(hierarchies), controllers: [...v1, ...v2.split(/\s+/).filter(Boolean)].sort() };
}

async function readUserNamespaces(uidBase: number, root: boolean): Promise<HostFacts["userNamespaces"]> {
  const [max, apparmorRestricts, unprivilegedClone] = await Promise.all([
    readNumber("/proc/sys/user/max_user_namespaces"),
    readNumber("/proc/sys/kernel/apparmor_restrict_unprivileged_userns"),
    readNumber("/proc/sys/kernel/unprivileged_userns_clone"),
  ]);
  return { max, apparmorRestricts, unprivilegedClone, failure: root ? await userNamespaceFailure(uidBase) : null };
}

/** Makes the two user namespaces of a sandbox, as a sandbox's start does, and lets them go. */
async function userNamespaceFailure(uidBase: number): Promise<string | null> {
  try {
    await using _namespace = await createUserNamespace(uidBase);
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

async function readRuntime(kind: "runc" | "crun"): Promise<HostFacts["runtime"]> {
  const [version, fixedByDistribution] = await Promise.all([
    run(kind, ["--version"]).then(
      ({ stdout }) => parseRuntimeVersion(stdout),
      () => null,
    ),
    readFile(`/usr/share/doc/${kind}/changelog.Debian.gz`)
      .then(promisify(gunzip))
      .then(
        (text) => namesTheFix(String(text)),
        () => false,
      ),
  ]);
  return { kind, version, fixedByDistribution };
}

/** Free bytes where a path is, or will be once it is made. */
async function readFree(path: string): Promise<{ path: string; free: number }> {
  for (let place = path; ; place = dirname(place)) {
    const there = await stat(place).then(
      () => true,
      () => place === "/",
    );
    if (!there) continue;
    const { bavail, bsize } = await statfs(place);
    return { path, free: bavail * bsize };
  }
}

/** The pool's sparse file takes up only what was written; one that is larger than asked for stays so. */
async function readPool({ state, poolGiB, storage }: Settings): Promise<HostFacts["pool"]> {
  if (storage === "directory") return null;
  const image = `${state}/pool.img`;
  const found = await stat(image).catch(() => ({ size: 0, blocks: 0 }));
  return { image, most: Math.max(found.size, poolGiB * 1024 ** 3), taken: found.blocks * 512 };
}

/** Listens there for a moment. */
export function readPort(host: string, port: number): Promise<HostFacts["port"]> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => {
      const taken = error.code === "EADDRINUSE" ? "something else listens there" : error.message;
      resolve({ host, port, failure: taken });
    });
    server.listen(port, host, () => server.close(() => resolve({ host, port, failure: null })));
  });
}

const readNumber = (path: string): Promise<number | null> =>
  readFile(path, "utf8").then(
    (text) => Number(text),
    () => null,
  );
