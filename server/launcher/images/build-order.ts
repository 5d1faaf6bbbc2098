import { LauncherError } from "../failure.ts";
import { type ImageEntry, toReferences } from "./image-manifest.ts";

/** An image, and the images of ours that it is made from. */
export type ImagePlan = ImageEntry & { bases: ImagePlan[] };

/**
 * Every image after those it is made from; otherwise in the manifest's order.
 * @param basesOf what parseBases found in each Dockerfile
 * @throws LauncherError when a base is not among the images, or a circle has no beginning
 */
export function toBuildOrder(images: readonly ImageEntry[], basesOf: ReadonlyMap<string, readonly string[]>): ImagePlan[] {
  const owner = new Map(images.flatMap((image) => toReferences(image).map((reference) => [reference, image] as const)));
  const done = new Map<string, ImagePlan>();
  const visit = (image: ImageEntry, path: readonly string[]): ImagePlan => {
    const ready = done.get(image.name);
    if (ready !== undefined) return ready;
    const where = `images/${image.name}/Dockerfile`;
    if (path.includes(image.name))
      throw new LauncherError(`${where}: made from itself (${[...path, image.name].join(" from ")})`, "break the circle");
    const bases = (basesOf.get(image.name) ?? []).map((reference) => {
      const base = owner.get(reference);
      if (base === undefined)
        throw new LauncherError(`${where}: FROM ${reference} is not ours`, `use one of ${[...owner.keys()].join(", ")}`);
      return visit(base, [...path, image.name]);
    });
    const plan = { ...image, bases: [...new Set(bases)] };
    done.set(image.name, plan);
    return plan;
  };
  return images.map((image) => visit(image, [])).length === 0 ? [] : [...done.values()];
}
