import { mkdir, readdir, readFile, rename, rm, stat, symlink } from "node:fs/promises";
import { basename, join } from "node:path";
import { run } from "../../sandboxd/system/run.ts";
import { runTool, ToolError } from "../child.ts";
import { hashContent } from "../content-hash.ts";
import { toSourceLines } from "../debian/debian-mirror.ts";
import { NO_NETWORK } from "../debian/install-packages.ts";
import { readDebianMirror } from "../debian/read-debian-mirror.ts";
import { LauncherError } from "../failure.ts";
import { withFileLock } from "../file-lock.ts";
import type { Tell } from "../steps.ts";
import { parsePackageList, toMmdebstrapArgv, toRootfsProgress } from "./rootfs-recipe.ts";

/** Half-built ones, to be thrown away by whoever holds the lock next. */
const BUILDING = ".rootfs-building-";

export type RootfsPlan = { path: string; ready: boolean };

/** Where the root file system for this checkout's images/rootfs belongs, and whether it is there. */
export async function planRootfs(repo: string, cache: string): Promise<RootfsPlan> {
  const path = join(cache, `rootfs-${await hashContent(repo, ["images/rootfs"])}`);
  const ready = await stat(join(path, "usr/bin/catatonit")).then(
    () => true,
    () => false,
  );
  return { path, ready };
}

/** Points CACHE/rootfs-current at it, in one rename. */
export async function publishRootfs({ path }: RootfsPlan, cache: string): Promise<void> {
  const link = join(cache, `.rootfs-current-${process.pid}`);
  await rm(link, { force: true });
  await symlink(basename(path), link);
  await rename(link, join(cache, "rootfs-current"));
}

/**
 * Builds the root file system beside its place and renames it there when it is whole, so that an interrupted build is never mistaken for
 * a finished one. Needs root, mmdebstrap and a Debian mirror. @throws LauncherError with a cure
 */
export async function buildRootfs(
  repo: string,
  cache: string,
  mirrorOverride: string | undefined,
  tell: Tell,
  signal?: AbortSignal,
): Promise<void> {
  await mkdir(cache, { recursive: true, mode: 0o755 });
  await withFileLock(
    join(cache, ".rootfs.lock"),
    () => tell("waiting for another build"),
    async () => {
      const plan = await planRootfs(repo, cache);
      if (plan.ready) return;
      await removeHalfBuilt(cache);
      const target = join(cache, `${BUILDING}${process.pid}`);
      try {
        await build(repo, target, mirrorOverride, tell, signal);
        // Without this a power cut after the rename could leave a whole-looking tree of empty files.
        await run("sync", ["--file-system", target], { timeoutMs: 120_000 });
        await rename(target, plan.path);
      } catch (error) {
        await rm(target, { recursive: true, force: true });
        throw toRootfsFailure(error, cache);
      }
    },
  );
}

async function build(repo: string, target: string, override: string | undefined, tell: Tell, signal: AbortSignal | undefined) {
  const source = join(repo, "images/rootfs");
  const { mirror, aptOptions } = await readDebianMirror(override);
  const [command, ...argv] = toMmdebstrapArgv({
    target,
    source,
    packages: parsePackageList(await readFile(join(source, "packages.txt"), "utf8")),
    aptOptions,
    sourceLines: toSourceLines(mirror, "trixie"),
  });
  await runTool(command!, argv, {
    env: { GLASSBOX_ROOTFS_FILES: join(source, "files") },
    signal,
    onLine: (line) => {
      const progress = toRootfsProgress(line);
      if (progress !== null) tell(progress);
    },
  });
}

async function removeHalfBuilt(cache: string) {
  const names = (await readdir(cache)).filter((name) => name.startsWith(BUILDING));
  for (const name of names) await rm(join(cache, name), { recursive: true, force: true, maxRetries: 3 });
}

/** What mmdebstrap's output means to an operator. */
export function toRootfsFailure(error: unknown, cache: string): unknown {
  if (!(error instanceof ToolError)) return error;
  if (/No space left on device|cannot (write|copy)|write error/i.test(error.output)) {
    return new LauncherError(
      `the disk is full: the root file system does not fit into ${cache}`,
      "free 2 GB there, or point GLASSBOX_CACHE at a larger file system",
      error,
    );
  }
  if (NO_NETWORK.test(error.output)) {
    return new LauncherError(
      "the root file system cannot be built: no Debian mirror could be reached",
      "the first start needs a network: connect it, or name a mirror of Debian trixie in GLASSBOX_DEBIAN_MIRROR",
      error,
    );
  }
  return new LauncherError(
    `the root file system could not be built: ${error.output.split("\n").slice(-6).join(" | ")}`,
    "see mmdebstrap's message; GLASSBOX_DEBIAN_MIRROR names another mirror",
    error,
  );
}
