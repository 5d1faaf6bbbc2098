import { chmod, chown, mkdir, readdir, rmdir, symlink, unlink, writeFile } from "node:fs/promises";
import { STARTING } from "../../../lib/contract/starting.ts";
import { DAEMON_CONFIG_PATH, toDaemonConfig } from "../engine/daemon-config.ts";
import { cgroupTree, createCgroups, delegateBox, destroyCgroups, killCgroups } from "../runtime/cgroup-tree.ts";
import { toOciSpec, UID_RANGE, WAITING_COMMAND } from "../runtime/oci-spec.ts";
import { type ProcessIdentity, readProcess } from "../runtime/process-identity.ts";
import { createUserNamespace } from "../runtime/user-namespace.ts";
import { toEngineUid } from "../storage/engine-volume.ts";
import { unmountUnder } from "../storage/mounts.ts";
import { currentRootfs, mountIdmapped, mountOverlay } from "../storage/rootfs.ts";
import type { SandboxVolume } from "../storage/sandbox-volume.ts";
import { allOrNothing } from "../system/all-or-nothing.ts";
import type { HostParts } from "./host-parts.ts";
import type { SandboxRecord } from "./sandbox-record.ts";

/** STATE/bundles/BODY: the OCI bundle; mounted in it are `lower` (the shifted root file system), `rootfs` (the overlay) and `engine`. */
export const bundleOf = (parts: HostParts, body: string) => `${parts.settings.state}/bundles/${body}`;
export const treeOf = (parts: HostParts, body: string) => cgroupTree(parts.hierarchies, parts.settings.name, body);

/**
 * Builds everything a sandbox consists of and starts its PID 1. On failure the caller removes what there is.
 * template: the path of one with the images that it is to have, or null
 * progress: a sentence for the person who waits.
 */
export async function buildSandbox(
  parts: HostParts,
  record: SandboxRecord,
  template: string | null,
  progress: (doing: string) => void,
): Promise<ProcessIdentity> {
  const { body, profile, uidBase, slot } = record;
  const bundle = bundleOf(parts, body);
  const tree = treeOf(parts, body);
  progress(STARTING.disk);
  const rootfs = await currentRootfs(parts.settings);
  await using holders = new AsyncDisposableStack();
  const [volume, userNamespace] = await allOrNothing([
    parts.storage.createVolume(body, { rootfs, uidBase, diskMiB: profile.diskMiB, template }),
    createUserNamespace(uidBase).then((made) => holders.use(made)),
    createCgroups(tree, profile),
    prepareBundle(bundle, uidBase).then(() =>
      mountIdmapped(rootfs, { source: rootfs, target: `${bundle}/lower`, from: 0, to: uidBase, range: UID_RANGE }),
    ),
    parts.network.prepare(slot),
  ]);
  progress(STARTING.root);
  await writeIdentity(volume, uidBase, profile.hostname, parts.network.addressOf(slot).ip);
  if (profile.engine === "docker") {
    const { gateway } = parts.network;
    const daemonConfig = toDaemonConfig({ registry: `http://${gateway}:${parts.settings.registryPort}`, gateway });
    await writeInUpper(volume, uidBase, { [DAEMON_CONFIG_PATH]: daemonConfig });
  }
  const engine = {
    source: volume.engine,
    target: `${bundle}/engine`,
    from: toEngineUid(parts.settings),
    to: uidBase,
    range: UID_RANGE,
  };
  await allOrNothing([
    mountIdmapped(rootfs, engine),
    mountOverlay(`${bundle}/lower`, volume.upper, volume.work, `${bundle}/rootfs`),
  ]);
  progress(STARTING.process);
  const spec = toOciSpec(profile, {
    root: `${bundle}/rootfs`,
    volume: volume.path,
    engine: `${bundle}/engine`,
    userNamespace: userNamespace.path,
    uidBase,
    cgroup: `${tree.path}/box`,
    devices: parts.devices,
    countsSwap: parts.countsSwap,
    arch: process.arch,
  });
  const pid = await parts.runtime.start(body, bundle, spec, parts.nullDevice);
  progress(STARTING.network);
  await allOrNothing([delegateBox(tree, uidBase), parts.network.connect(slot, pid)]);
  const init = await readProcess(pid);
  if (!init) throw new Error(`PID 1 of ${body} ended as soon as it was started`);
  return init;
}

/** Frees everything of a sandbox in order, whatever of it exists; what cannot be freed does not keep the rest. Idempotent. */
export async function removeSandbox(parts: HostParts, body: string, slot: number | undefined): Promise<void> {
  const tree = treeOf(parts, body);
  await killCgroups(tree);
  await parts.runtime.delete(body);
  await unmountUnder(bundleOf(parts, body));
  await allOrNothing([
    slot === undefined ? Promise.resolve() : parts.network.disconnect(slot),
    destroyCgroups(tree),
    parts.storage.destroyVolume(body),
  ]);
  await removeBundle(bundleOf(parts, body));
}

/** Never recursive: should anything still be mounted in there, it is the root file system that everybody shares. */
async function removeBundle(bundle: string): Promise<void> {
  for (const entry of await readdir(bundle, { withFileTypes: true }).catch(() => [])) {
    if (entry.isDirectory()) await rmdir(`${bundle}/${entry.name}`);
    else await unlink(`${bundle}/${entry.name}`);
  }
  await rmdir(bundle).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
  });
}

async function prepareBundle(bundle: string, uidBase: number): Promise<void> {
  await mkdir(bundle, { recursive: true });
  for (const directory of ["lower", "engine", "rootfs"]) await mkdir(`${bundle}/${directory}`, { recursive: true, mode: 0o700 });
  // The runtime mounts the root as the sandbox's root, so that one has to get through; nobody else on the host has.
  await chown(bundle, 0, uidBase);
  await chmod(bundle, 0o710);
}

/** Names and addresses of this sandbox. */
async function writeIdentity(volume: SandboxVolume, uid: number, hostname: string, ip: string): Promise<void> {
  await writeInUpper(volume, uid, {
    "/etc/hostname": `${hostname}\n`,
    "/etc/hosts": `127.0.0.1 localhost\n::1 localhost ip6-localhost ip6-loopback\n${ip} ${hostname}\n`,
    "/etc/resolv.conf": "# This sandbox has no way to the internet, so there is no name server.\n",
  });
  // sleep under a name of its own: a student who says `pkill sleep` must not end the sandbox.
  await makeParents(volume, uid, WAITING_COMMAND);
  await symlink("/usr/bin/sleep", `${volume.upper}${WAITING_COMMAND}`);
}

/** Text files by their path inside, written into the sandbox's upper before it is mounted: nobody else can reach these paths yet. */
async function writeInUpper(volume: SandboxVolume, uid: number, files: Record<string, string>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await makeParents(volume, uid, path);
    await writeFile(`${volume.upper}${path}`, text, { mode: 0o644 });
    await chown(`${volume.upper}${path}`, uid, uid);
  }
}

async function makeParents(volume: SandboxVolume, uid: number, path: string): Promise<void> {
  const names = path.split("/").slice(1, -1);
  for (let depth = 1; depth <= names.length; depth++) {
    const directory = `${volume.upper}/${names.slice(0, depth).join("/")}`;
    await mkdir(directory, { mode: 0o755, recursive: true });
    await chown(directory, uid, uid);
  }
}
