import { byTree, isChanged, type PathModel } from "./layers-model.ts";

export type StateCounts = Partial<Record<PathModel["state"], number>>;

/** A line of the grid: one path, a gap that a removed path left, or unchanged entries folded into one line. */
export type TreeRow =
  | { type: "path"; id: string; path: PathModel; depth: number; foldable: boolean }
  | { type: "gap"; id: string; depth: number }
  | { type: "fold"; id: string; dir: string; depth: number; counts: StateCounts; total: number; head: PathModel | null };

type Node = { path: PathModel | null; name: string; children: Node[]; size: number; changed: number };

/**
 * Rows of the grid in tree order. While there are more than `most`, unchanged directories are folded, the ones with the most entries first,
 * then runs of unchanged entries inside changed directories. A changed path is never folded, so the result may still be longer than `most`.
 */
export function foldTree(paths: PathModel[], gaps: string[], most: number, opened: ReadonlySet<string>): TreeRow[] {
  const root = toTree(paths);
  const folded = new Set<string>();
  let rows = paths.length;
  if (rows > most) {
    for (const node of foldCandidates(root)) {
      if (rows <= most) break;
      const id = `fold:${node.path?.path}`;
      if (opened.has(id)) continue;
      folded.add(id);
      rows -= node.size - 1;
    }
  }
  const out: TreeRow[] = [];
  const leavesToo = rows > most;
  emit(root, -1, { folded, opened, leavesToo, out });
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
  const root: Node = { path: null, name: "", children: [], size: 0, changed: 0 };
  const byPath = new Map<string, Node>([["", root]]);
  for (const path of paths) {
    const node: Node = { path, name: path.name, children: [], size: 1, changed: isChanged(path) ? 1 : 0 };
    byPath.set(path.path, node);
    let parent = path.dir;
    while (parent !== "" && !byPath.has(parent.slice(0, -1)))
      parent = parent.slice(0, parent.lastIndexOf("/", parent.length - 2) + 1);
    byPath.get(parent.slice(0, -1))?.children.push(node);
  }
  sum(root);
  return root;
}

function sum(node: Node): void {
  for (const child of node.children) {
    sum(child);
    node.size += child.size;
    node.changed += child.changed;
  }
}

/** The outermost directories without a change inside or on them, largest first. */
function foldCandidates(root: Node): Node[] {
  const found: Node[] = [];
  const walk = (node: Node) => {
    for (const child of node.children) {
      if (child.changed === 0 && child.size > 1) found.push(child);
      else walk(child);
    }
  };
  walk(root);
  return found.sort((a, b) => b.size - a.size || byTree(a.path?.path ?? "", b.path?.path ?? ""));
}

type Emit = { folded: Set<string>; opened: ReadonlySet<string>; leavesToo: boolean; out: TreeRow[] };

function emit(node: Node, depth: number, how: Emit): void {
  const own = node.path;
  if (own) {
    const id = `fold:${own.path}`;
    if (how.folded.has(id)) {
      how.out.push({ type: "fold", id, dir: own.path, depth, counts: countStates(node), total: node.size, head: own });
      return;
    }
    how.out.push({ type: "path", id: own.path, path: own, depth, foldable: how.opened.has(id) });
  }
  const leaves = node.children.filter((child) => child.changed === 0 && child.size === 1);
  const runId = `fold:${own?.path ?? ""}/*`;
  const run = how.leavesToo && leaves.length > 3 && !how.opened.has(runId);
  if (run) {
    const counts: StateCounts = {};
    for (const leaf of leaves) if (leaf.path) counts[leaf.path.state] = (counts[leaf.path.state] ?? 0) + 1;
    how.out.push({ type: "fold", id: runId, dir: own?.path ?? "", depth: depth + 1, counts, total: leaves.length, head: null });
  }
  for (const child of node.children) if (!(run && leaves.includes(child))) emit(child, depth + 1, how);
}

function countStates(node: Node, counts: StateCounts = {}): StateCounts {
  if (node.path) counts[node.path.state] = (counts[node.path.state] ?? 0) + 1;
  for (const child of node.children) countStates(child, counts);
  return counts;
}
