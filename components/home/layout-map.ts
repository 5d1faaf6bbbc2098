/** Sizes of the map in its own units. */
export const NODE = { width: 200, height: 84 };
const GAP = { x: 72, y: 22 };

export type MapTrack = { id: string; after: readonly string[] };
export type MapNode<T> = { track: T; x: number; y: number };
export type MapEdge = { from: string; to: string; path: string };
export type TrackMap<T> = { width: number; height: number; nodes: MapNode<T>[]; edges: MapEdge[] };

/**
 * Tracks from left to right, each one column right of the last of those that it comes after; in a column from top to bottom in their order,
 * the column centred. Tracks that are not there bind nothing.
 */
export function layoutMap<T extends MapTrack>(tracks: readonly T[]): TrackMap<T> {
  const column = new Map<string, number>();
  for (const { id, after } of tracks) column.set(id, 1 + Math.max(-1, ...after.map((before) => column.get(before) ?? -1)));
  const columns: T[][] = [];
  for (const track of tracks) {
    const at = column.get(track.id)!;
    columns[at] = [...(columns[at] ?? []), track];
  }
  const heightOf = (count: number) => count * NODE.height + (count - 1) * GAP.y;
  const height = Math.max(0, ...columns.map((column) => heightOf(column.length)));
  const nodes = columns.flatMap((column, x) =>
    column.map((track, y) => ({
      track,
      x: x * (NODE.width + GAP.x),
      y: (height - heightOf(column.length)) / 2 + y * (NODE.height + GAP.y),
    })),
  );
  const nodeOf = (id: string) => nodes.find(({ track }) => track.id === id);
  const edges = nodes.flatMap(({ track, x, y }) =>
    track.after.flatMap((before) => {
      const from = nodeOf(before);
      if (from === undefined) return [];
      const [x1, y1, x2, y2] = [from.x + NODE.width, from.y + NODE.height / 2, x, y + NODE.height / 2];
      const bend = GAP.x / 2;
      // Straight until just before it: a longer edge runs between the rows.
      return [{ from: before, to: track.id, path: `M${x1},${y1}C${x1 + bend},${y1} ${x2 - bend},${y2} ${x2},${y2}` }];
    }),
  );
  return { width: Math.max(0, columns.length * (NODE.width + GAP.x) - GAP.x), height, nodes, edges };
}
