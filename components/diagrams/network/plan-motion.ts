import type { NetworkLayout } from "./layout-types.ts";
import type { NetworkChange } from "./network-diff.ts";

/** Groups that move at once; with more, nothing moves and the outline alone tells. A box moves with all that is in it. */
export const MOST_MOVING = 5;

export type Motion = {
  /** Marks that walk to their new place, with the change that sent them. */
  moving: ReadonlyMap<string, string>;
  /** Marks that were not there before. */
  entering: ReadonlyMap<string, string>;
  /** Marks of before that are gone, drawn for 400 ms. */
  leaving: ReadonlyMap<string, string>;
  /** Which change is outlined on which mark. */
  outlined: ReadonlyMap<string, string>;
};

export const STILL: Motion = { moving: new Map(), entering: new Map(), leaving: new Map(), outlined: new Map() };

/** What moves between two pictures; nothing without a change, and only outlines for who wants less motion. */
export function planMotion(
  before: NetworkLayout | null,
  after: NetworkLayout,
  changes: readonly NetworkChange[],
  still: boolean,
): Motion {
  if (changes.length === 0) return STILL;
  const outlined = new Map(changes.map(({ mark, id }) => [mark, id]));
  if (still || !before) return { ...STILL, outlined };
  const [old, now] = [placesOf(before), placesOf(after)];
  const first = changes[0]!.id;
  const because = (mark: string) => outlined.get(mark) ?? first;
  const entering = new Map([...now.keys()].filter((mark) => !old.has(mark)).map((mark) => [mark, because(mark)]));
  const leaving = new Map([...old.keys()].filter((mark) => !now.has(mark)).map((mark) => [mark, because(mark)]));
  const moved = [...now].filter(([mark, place]) => {
    const known = old.get(mark);
    return known !== undefined && (known.x !== place.x || known.y !== place.y);
  });
  // What keeps its place in a box that moves is no group of its own.
  const groups = new Set(
    moved.map(([mark, place]) =>
      now.get(place.box) && isMoved(old, now, place.box) && old.get(mark)?.box === place.box ? place.box : mark,
    ),
  );
  const moving = groups.size > MOST_MOVING ? new Map<string, string>() : new Map(moved.map(([mark]) => [mark, because(mark)]));
  return { moving, entering, leaving, outlined };
}

type Place = { x: number; y: number; box: string };

const isMoved = (old: ReadonlyMap<string, Place>, now: ReadonlyMap<string, Place>, mark: string): boolean => {
  const [a, b] = [old.get(mark), now.get(mark)];
  return a !== undefined && b !== undefined && (a.x !== b.x || a.y !== b.y);
};

function placesOf(layout: NetworkLayout): Map<string, Place> {
  const box = (namespace: string) => `netns|${namespace}`;
  return new Map([
    ...layout.namespaces.map(({ mark, x, y }): [string, Place] => [mark, { x, y, box: mark }]),
    ...layout.ports.map(({ mark, x, y, port }): [string, Place] => [mark, { x, y, box: box(port.namespace) }]),
    ...layout.bars.map(({ mark, x, y, bar }): [string, Place] => [mark, { x, y, box: box(bar.namespace) }]),
    ...layout.loopbacks.map(({ mark, x, y, loopback }): [string, Place] => [mark, { x, y, box: box(loopback.namespace) }]),
    ...layout.gates.map(({ mark, x, y, namespace }): [string, Place] => [mark, { x, y, box: box(namespace.key) }]),
  ]);
}
