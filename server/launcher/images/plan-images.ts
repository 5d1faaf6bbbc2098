import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { hashContent } from "../content-hash.ts";
import { LauncherError } from "../failure.ts";
import { type ImagePlan, toBuildOrder } from "./build-order.ts";
import { parseBases } from "./dockerfile-bases.ts";
import { toImageHash } from "./image-hash.ts";
import { parseImageManifest } from "./image-manifest.ts";

/** hash: of everything it is built from. */
export type PlannedImage = Omit<ImagePlan, "bases"> & { hash: string; bases: PlannedImage[] };

/** Reads the folder images: what there is to build, in order. @throws LauncherError naming the file and the cure */
export async function planImages(repo: string): Promise<PlannedImage[]> {
  const images = parseImageManifest(await readFile(join(repo, "images/images.yaml"), "utf8"));
  const basesOf = new Map<string, string[]>();
  for (const { name } of images) {
    const where = `images/${name}/Dockerfile`;
    const text = await readFile(join(repo, where), "utf8").catch(() => {
      throw new LauncherError(`${where} is missing`, `write one, or take ${name} out of images/images.yaml`);
    });
    basesOf.set(name, parseBases(text, where));
  }
  const planned = new Map<string, PlannedImage>();
  for (const image of toBuildOrder(images, basesOf)) {
    const bases = image.bases.map(({ name }) => planned.get(name)!);
    const content = await hashContent(repo, [`images/${image.name}`]);
    const hash = toImageHash({ content, rootfs: image.rootfs, bases: bases.map((base) => base.hash) });
    planned.set(image.name, { ...image, bases, hash });
  }
  return [...planned.values()];
}

/** The named images and what they are made from, in order. No names: all. @throws LauncherError for a name that is not there */
export function selectImages(images: readonly PlannedImage[], names: readonly string[]): PlannedImage[] {
  if (names.length === 0) return [...images];
  const wanted = new Set<string>();
  const want = (image: PlannedImage) => {
    image.bases.forEach(want);
    wanted.add(image.name);
  };
  for (const name of names) {
    const image = images.find((candidate) => candidate.name === name);
    if (image === undefined)
      throw new LauncherError(`there is no image ${name}`, `choose among ${images.map((one) => one.name).join(", ")}`);
    want(image);
  }
  return images.filter(({ name }) => wanted.has(name));
}
