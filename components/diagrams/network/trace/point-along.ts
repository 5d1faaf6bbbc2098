import type { Point } from "../layout-types.ts";

/** The point at a share (0 to 1) of a path's length; exactly its first point at 0 and its last at 1. */
export function pointAlong(path: readonly Point[], share: number): Point {
  return partOf(path, share).at(-1)!;
}

/** The path from its beginning to a share (0 to 1) of its length. path has at least one point. */
export function partOf(path: readonly Point[], share: number): Point[] {
  if (share <= 0 || path.length < 2) return [path[0]!];
  if (share >= 1) return [...path];
  const lengths = path.slice(1).map((to, at) => Math.hypot(to.x - path[at]!.x, to.y - path[at]!.y));
  let left = share * lengths.reduce((sum, one) => sum + one, 0);
  const part = [path[0]!];
  for (const [at, length] of lengths.entries()) {
    const [a, b] = [path[at]!, path[at + 1]!];
    if (left < length) {
      const k = left / length;
      part.push({ x: a.x + (b.x - a.x) * k, y: a.y + (b.y - a.y) * k });
      return part;
    }
    part.push(b);
    left -= length;
  }
  return part;
}
