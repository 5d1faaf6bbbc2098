import type { Point } from "./layout-types.ts";

/** Radius of a cable's bends, in px. */
const BEND = 7;

/**
 * A cable from one plug up or down to its track, along it, and to the other plug. Every cable has the same commands, so that one can turn
 * into the next smoothly.
 */
export function cablePath(from: Point, track: number, to: Point): string {
  const side = Math.sign(to.x - from.x);
  const bend = (end: Point) => Math.min(BEND, Math.abs(to.x - from.x) / 2, Math.abs(track - end.y));
  const [a, b] = [bend(from), bend(to)];
  const away = (end: Point) => Math.sign(track - end.y);
  const p = (x: number, y: number) => `${round(x)} ${round(y)}`;
  return [
    `M${p(from.x, from.y)}`,
    `L${p(from.x, track - away(from) * a)}`,
    `Q${p(from.x, track)} ${p(from.x + side * a, track)}`,
    `L${p(to.x - side * b, track)}`,
    `Q${p(to.x, track)} ${p(to.x, track - away(to) * b)}`,
    `L${p(to.x, to.y)}`,
  ].join("");
}

/** First and last point of a path made by cablePath. */
export function pathEnds(path: string): [Point, Point] {
  const numbers = (path.match(/-?[\d.]+/g) ?? []).map(Number);
  return [
    { x: numbers[0]!, y: numbers[1]! },
    { x: numbers.at(-2)!, y: numbers.at(-1)! },
  ];
}

/** Straight pieces by which a bend is drawn here. */
const PIECES = 4;

/** A path made by cablePath as points along it, its ends included. */
export function cablePoints(path: string): Point[] {
  const numbers = (path.match(/-?[\d.]+/g) ?? []).map(Number);
  const points = Array.from({ length: numbers.length / 2 }, (_, at) => ({ x: numbers[2 * at]!, y: numbers[2 * at + 1]! }));
  return [points[0]!, ...bendPoints(points.slice(1, 4)), ...bendPoints(points.slice(4, 7)), points.at(-1)!];
}

/** A quadratic Bézier curve (its beginning, its corner and its end) as points along it. */
function bendPoints([from, corner, to]: Point[]): Point[] {
  return Array.from({ length: PIECES + 1 }, (_, piece) => {
    const t = piece / PIECES;
    const blend = (a: number, b: number, c: number) => (1 - t) ** 2 * a + 2 * (1 - t) * t * b + t ** 2 * c;
    return { x: blend(from!.x, corner!.x, to!.x), y: blend(from!.y, corner!.y, to!.y) };
  });
}

const round = (value: number): number => Math.round(value * 10) / 10;
