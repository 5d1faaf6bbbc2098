import { cp, mkdir, readFile, statfs, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { LauncherError } from "../failure.ts";
import { parsePackageList } from "../rootfs/rootfs-recipe.ts";
import type { Tell } from "../steps.ts";
import { type AptOfHost, writeAptForBuild } from "./apt-for-build.ts";
import { runInWorkshop, toBuildArgv, toBuildahFiles, toBuildProgress, type Workshop, workshopPath } from "./buildah.ts";
import { toDebianRootfsArgv, toPackArgv } from "./debian-rootfs.ts";
import { toReferences } from "./image-manifest.ts";
import { removeTree, type StoredImage } from "./image-store.ts";
import type { PlannedImage } from "./plan-images.ts";

/** statfs(2): no overlay can lie on an overlay (Glassbox in a container of its own). */
const OVERLAYFS_SUPER_MAGIC = 0x794c7630;

/** Makes the workshop ready: buildah's own files, and the way to the packages. */
export async function furnishWorkshop(repo: string, { directory }: Workshop, apt: AptOfHost): Promise<void> {
  const { type } = await statfs(directory);
  const files = toBuildahFiles(directory, type === OVERLAYFS_SUPER_MAGIC ? "vfs" : "overlay");
  for (const [name, text] of Object.entries(files)) await writeFile(join(directory, name), text, { mode: 0o600 });
  await writeAptForBuild(join(directory, workshopPath.apt), join(repo, "images/debian/files/etc/apt"), apt);
}

/** Brings a finished image into the workshop, for others to be made from. */
export async function bringImage(workshop: Workshop, image: PlannedImage, stored: StoredImage): Promise<void> {
  const policy = join(workshop.directory, workshopPath.policy);
  const lines = await runInWorkshop(workshop, [
    "buildah",
    "pull",
    "--quiet",
    "--signature-policy",
    policy,
    `dir:${stored.directory}`,
  ]);
  const references = toReferences(image).map((reference) => `docker.io/library/${reference}`);
  await runInWorkshop(workshop, ["buildah", "tag", lines.at(-1)!, ...references]);
}

/**
 * Builds one image in the workshop, proves that it works, and leaves it as an archive there; what it is made from must be in the workshop.
 * @returns the archive's directory
 */
export async function buildImage(
  repo: string,
  workshop: Workshop,
  image: PlannedImage,
  apt: AptOfHost,
  tell: Tell,
): Promise<string> {
  const context = join(workshop.directory, "context");
  const archive = join(workshop.directory, "archive");
  await removeTree(context);
  await removeTree(archive);
  await cp(join(repo, "images", image.name), context, { recursive: true });
  if (image.rootfs !== undefined) await buildRootfs(repo, workshop, image, image.rootfs, apt, context, tell);
  const references = toReferences(image);
  await runInWorkshop(workshop, toBuildArgv(workshop.directory, context, references), {
    onLine: (line) => {
      const progress = toBuildProgress(line);
      if (progress !== null) tell(progress);
    },
  });
  tell("trying it out");
  await prove(workshop, image, references[0]!);
  tell("packing");
  const policy = join(workshop.directory, workshopPath.policy);
  await runInWorkshop(workshop, [
    ...["buildah", "push", "--quiet", "--format", "v2s2", "--signature-policy", policy],
    ...[`docker.io/library/${references[0]}`, `dir:${archive}`],
  ]);
  await removeTree(context);
  return archive;
}

/** rootfs.tar, beside the Dockerfile that ADDs it. */
async function buildRootfs(
  repo: string,
  workshop: Workshop,
  { name }: PlannedImage,
  suite: "bookworm",
  apt: AptOfHost,
  context: string,
  tell: Tell,
): Promise<void> {
  const source = join(repo, "images", name);
  const target = join(workshop.directory, "rootfs");
  const where = `images/${name}/packages.txt`;
  const packages = parsePackageList(await readFile(join(repo, where), "utf8"), where);
  tell(`Debian ${suite}`);
  await mkdir(target);
  await runInWorkshop(workshop, toDebianRootfsArgv({ suite, source, target, packages, ...apt }), {
    env: { GLASSBOX_IMAGE_FILES: join(source, "files") },
  });
  await runInWorkshop(workshop, toPackArgv(target, join(context, "rootfs.tar")));
  await removeTree(target);
}

/** Runs the image's proof in a container of it. @throws LauncherError when it does not say what it must */
async function prove(workshop: Workshop, { name, proof }: PlannedImage, reference: string): Promise<void> {
  const policy = join(workshop.directory, workshopPath.policy);
  const from = ["buildah", "from", "--quiet", "--pull-never", "--signature-policy", policy, `docker.io/library/${reference}`];
  const container = (await runInWorkshop(workshop, from)).at(-1)!;
  const said = await runInWorkshop(workshop, ["buildah", "run", "--isolation", "chroot", container, "--", ...proof.run]);
  await runInWorkshop(workshop, ["buildah", "rm", container]);
  if (said.join("\n").includes(proof.says)) return;
  throw new LauncherError(
    `the image ${name} was built, but \`${proof.run.join(" ")}\` says ${JSON.stringify(said.join(" ").slice(0, 200))}, not ${JSON.stringify(proof.says)}`,
    `Debian's package may have changed: adapt tags and proof of ${name} in images/images.yaml`,
  );
}
