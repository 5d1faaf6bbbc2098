import { type HierarchyNode, hierarchy } from "d3-hierarchy";
import { byTree, isChanged, type PathModel } from "./layers-model.ts";

export type StateCounts = Partial<Record<PathModel["state"], number>>;

/** A line of the grid: one path, a gap that a removed path left, or unchanged entries folded into one line. */
export type TreeRow =
  | { type: "path"; id: string; path: PathModel; depth: number; foldable: boolean }
  | { type: "gap"; id: string; depth: number }
  | { type: "fold"; id: string; dir: string; depth: number; counts: StateCounts; total: number; head: PathModel | null };

/** An entry and what lies directly below it; null at the root. */
type Entry = { path: PathModel | null; below: Entry[] };
/** Its value is the number of entries from here down. */
type Node = HierarchyNode<Entry>;

/**
 * Rows of the grid in tree order. While there are more than `most`, unchanged directories are folded, the ones with the most entries first,
 * then runs of unchanged entries inside changed directories. A changed path is never folded, so the result may still be longer than `most`.
 */
export function foldTree(paths: PathModel[], gaps: string[], most: number, opened: ReadonlySet<string>): TreeRow[] {
  const root = toTree(paths);
  const touched = findTouched(root);
  const folded = new Set<string>();
  let rows = paths.length;
  if (rows > most) {
    for (const node of foldCandidates(root, touched)) {
      if (rows <= most) break;
      const id = `fold:${node.data.path?.path}`;
      if (opened.has(id)) continue;
      folded.add(id);
      rows -= sizeOf(node) - 1;
    }
  }
  const out: TreeRow[] = [];
  const leavesToo = rows > most;
  emit(root, { folded, opened, leavesToo, touched, out });
  if (gaps.length === 0) return out;
  const depthOf = (path: string) => path.split("/").length - 1;
  const gapRows: TreeRow[] = gaps.map((path) => ({ type: "gap", id: path, depth: depthOf(path) }));
  return [...out, ...gapRows].sort((a, b) => byTree(placeOf(a), placeOf(b)));
}

/** Where a row sorts: a run of folded entries directly after its directory. */
function placeOf(row: TreeRow): string {
  if (row.type === "path") return row.path.path;
  if (row.type === "gap") return row.id;
  return row.head ? row.head.path : row.dir === "" ? "" : `${row.dir}/`;
}

function toTree(paths: PathModel[]): Node {
  const root: Entry = { path: null, below: [] };
  const byPath = new Map<string, Entry>([["", root]]);
  for (const path of paths) {
    const entry: Entry = { path, below: [] };
    byPath.set(path.path, entry);
    let parent = path.dir;
    while (parent !== "" && !byPath.has(parent.slice(0, -1)))
      parent = parent.slice(0, parent.lastIndexOf("/", parent.length - 2) + 1);
    byPath.get(parent.slice(0, -1))?.below.push(entry);
  }
  return hierarchy(root, (entry) => entry.below).sum((entry) => (entry.path ? 1 : 0));
}

const sizeOf = (node: Node): number => node.value ?? 0;

/** What changed, and every directory above it. */
function findTouched(root: Node): ReadonlySet<Node> {
  const changed = root.descendants().filter(({ data }) => data.path && isChanged(data.path));
  return new Set(changed.flatMap((node) => node.ancestors()));
}

/** The outermost directories without a change inside or on them, largest first. */
function foldCandidates(root: Node, touched: ReadonlySet<Node>): Node[] {
  return root
    .descendants()
    .filter((node) => node.children && node.parent && !touched.has(node) && (node.parent === root || touched.has(node.parent)))
    .sort((a, b) => sizeOf(b) - sizeOf(a) || byTree(a.data.path?.path ?? "", b.data.path?.path ?? ""));
}

type Emit = {
  folded: Set<string>;
  opened: ReadonlySet<string>;
  leavesToo: boolean;
  touched: ReadonlySet<Node>;
  out: TreeRow[];
};

function emit(node: Node, how: Emit): void {
  const own = node.data.path;
  const depth = node.depth - 1;
  if (own) {
    const id = `fold:${own.path}`;
    if (how.folded.has(id)) {
      const counts = countStates(node.descendants());
      how.out.push({ type: "fold", id, dir: own.path, depth, counts, total: sizeOf(node), head: own });
      return;
    }
    how.out.push({ type: "path", id: own.path, path: own, depth, foldable: how.opened.has(id) });
  }
  const children = node.children ?? [];
  const leaves = children.filter((child) => !child.children && !how.touched.has(child));
  const runId = `fold:${own?.path ?? ""}/*`;
  const run = how.leavesToo && leaves.length > 3 && !how.opened.has(runId);
  if (run) {
    const counts = countStates(leaves);
    how.out.push({ type: "fold", id: runId, dir: own?.path ?? "", depth: depth + 1, counts, total: leaves.length, head: null });
  }
  for (const child of children) if (!(run && leaves.includes(child))) emit(child, how);
}

function countStates(nodes: Node[]): StateCounts {
  const counts: StateCounts = {};
  for (const { data } of nodes) if (data.path) counts[data.path.state] = (counts[data.path.state] ?? 0) + 1;
  return counts;
}
