import { createHash } from "node:crypto";
import { STARTING } from "../../../lib/contract/starting.ts";
import type { Templates } from "../storage/templates.ts";
import type { Log } from "./log.ts";

/** After a failure nobody waits for another try so soon. */
const BACK_OFF_MS = 60_000;

/** Pause after one that was wanted and could not be had. */
const REST_MS = 10_000;

/** How many lists of images are remembered as wanted. */
const MOST_WANTED = 64;

export type ImageTemplates = {
  /**
   * The path of a template with these images; makes it first, where it is missing. null where it cannot be had: the engine then has none of
   * them, and pulls each when it is first used.
   */
  find(images: readonly string[], progress: (doing: string) => void): Promise<string | null>;
  /** These lists will be asked for: they are made when nothing else is to be done. */
  want(lists: readonly (readonly string[])[]): void;
  /** Makes one that is wanted and missing. Called often; never rejects. */
  makeWanted(): Promise<void>;
};

export type ImageTemplateParts = {
  /** null where the storage has none. */
  templates: Templates | null;
  /** The digest of each image as it would be pulled now; null for one that cannot be. */
  readDigests(images: readonly string[]): Promise<(string | null)[]>;
  /** What else decides what is in a template: its engine is of this root file system. */
  readRootfs(): Promise<string>;
  /** Makes one; of a sandbox that nobody is ever let into. */
  make(images: readonly string[], name: string): Promise<void>;
  /** The lab shuts down: what is being made then is given up, and nobody need be told. */
  ending: AbortSignal;
  log: Log;
  now?: () => number;
};

/** Templates of images, each made once for all sandboxes whose labs ask for the same, and again when one of the images is another. */
export function createImageTemplates({
  templates,
  readDigests,
  readRootfs,
  make,
  ending,
  log,
  now = Date.now,
}: ImageTemplateParts): ImageTemplates {
  const making = new Map<string, Promise<string | null>>();
  const notBefore = new Map<string, number>();
  let wanted: string[][] = [];
  let restUntil = 0;
  let turn: Promise<unknown> = Promise.resolve();

  const nameOf = async (images: readonly string[]): Promise<string | null> => {
    const [digests, rootfs] = await Promise.all([readDigests(images), readRootfs()]);
    return digests.includes(null) ? null : toTemplateName(images, [rootfs, ...(digests as string[])]);
  };

  /** One after the other: two that are made at once take twice as long each. */
  const begin = (images: readonly string[], name: string, store: Templates): Promise<string | null> => {
    const work = turn.then(async () => {
      const began = performance.now();
      try {
        await make(images, name);
        for (const other of await store.list()) if (other !== name && sameImages(other, name)) await store.remove(other);
        log.info({ images, ms: Math.round(performance.now() - began) }, "a template of images is kept");
        return store.find(name);
      } catch (error) {
        notBefore.set(name, now() + BACK_OFF_MS);
        if (!ending.aborted)
          log.warn({ images, reason: String(error) }, "no template of these images could be made; engines pull them instead");
        return null;
      } finally {
        making.delete(name);
      }
    });
    turn = work;
    making.set(name, work);
    return work;
  };

  const findSorted = async (images: readonly string[], progress: (doing: string) => void): Promise<string | null> => {
    if (templates === null || images.length === 0) return null;
    const name = await nameOf(images);
    if (name === null) return null;
    const there = await templates.find(name);
    if (there !== null) return there;
    if (!making.has(name) && now() < (notBefore.get(name) ?? 0)) return null;
    progress(STARTING.images);
    return making.get(name) ?? begin(images, name, templates);
  };

  return {
    find: (images, progress) => findSorted(images.toSorted(), progress),
    want(lists) {
      const texts = new Set(lists.filter((images) => images.length > 0).map((images) => JSON.stringify(images.toSorted())));
      wanted = [...texts].slice(0, MOST_WANTED).map((text) => JSON.parse(text) as string[]);
    },
    async makeWanted() {
      const next = now() < restUntil || making.size > 0 ? undefined : wanted.shift();
      if (next === undefined) return;
      const path = await findSorted(next, () => undefined).catch((error) => {
        log.warn({ images: next, reason: String(error) }, "no template of images could be looked for");
        return null;
      });
      if (path !== null) return;
      // Its images are not all built yet, or it failed: again, after the others, and not at once.
      wanted.push(next);
      restUntil = now() + REST_MS;
    },
  };
}

const hash = (parts: readonly string[]) => createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 12);

/** Which images, and what exactly they are. */
export const toTemplateName = (images: readonly string[], contents: readonly string[]): string =>
  `${hash(images)}-${hash(contents)}`;

const sameImages = (one: string, other: string) => one.split("-")[0] === other.split("-")[0];
