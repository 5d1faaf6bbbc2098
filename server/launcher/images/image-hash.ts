import { createHash } from "node:crypto";

/** Raised when the way of building changes the result: then everything is built anew. */
const RECIPE = 1;

export type HashedParts = {
  /** Its folder's content, see content-hash.ts. */
  content: string;
  /** Its manifest entry's parts that decide what is built. */
  rootfs: string | undefined;
  /** Hashes of what it is made from: a base that changes, changes this one. */
  bases: readonly string[];
};

/** 16 hex digits that change with anything an image is built from. Tags are not among it: another name is no other image. */
export function toImageHash({ content, rootfs, bases }: HashedParts): string {
  const hash = createHash("sha256");
  for (const part of [`recipe ${RECIPE}`, content, rootfs ?? "", ...bases]) hash.update(`${part.length}\0${part}\0`);
  return hash.digest("hex").slice(0, 16);
}
