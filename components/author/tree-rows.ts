export type TreeRow = {
  /** JSONata that leads there from the top: overlays[0].mountpoint */
  path: string;
  depth: number;
  name: string;
  /** The value of a leaf; of a branch, how much is in it. */
  text: string;
  kind: "branch" | "string" | "number" | "other";
  open: boolean;
};

/** More rows than anybody scrolls through; the search narrows them. */
export const MOST_ROWS = 600;
/** Room in which a search looks: a view of a busy sandbox has a hundred thousand values. */
const MOST_SEARCHED = 200_000;

/**
 * The rows of a value as a tree: below what is open, or, with a search, every row whose name or value has the words, and what leads there.
 * @param open paths of branches; with a search all that lead to a match are open
 */
export function toTreeRows(value: unknown, open: ReadonlySet<string>, search: string): { rows: TreeRow[]; cut: boolean } {
  const wanted = search.trim().toLowerCase();
  const rows: TreeRow[] = [];
  let visited = 0;
  let cut = false;

  /** Appends a row and what is below it; with a search, whether anything matched. */
  const visit = (name: string, child: unknown, path: string, depth: number): boolean => {
    if (rows.length >= MOST_ROWS || ++visited > MOST_SEARCHED) {
      cut = true;
      return false;
    }
    const entries = childrenOf(child);
    const text = textOf(child);
    const matches =
      wanted === "" || name.toLowerCase().includes(wanted) || (entries === null && text.toLowerCase().includes(wanted));
    const row: TreeRow = { path, depth, name, text, kind: kindOf(child), open: open.has(path) };
    const at = rows.push(row) - 1;
    let below = false;
    if (entries !== null && (wanted !== "" || row.open)) {
      for (const [key, grandchild] of entries)
        below = visit(key, grandchild, toPath(path, key, Array.isArray(child)), depth + 1) || below;
    }
    if (wanted === "") return true;
    row.open = below;
    if (matches || below) return true;
    rows.length = at;
    return false;
  };
  for (const [key, child] of childrenOf(value) ?? []) visit(key, child, toPath("", key, Array.isArray(value)), 0);
  return { rows, cut };
}

const childrenOf = (value: unknown): [string, unknown][] | null =>
  typeof value === "object" && value !== null && Object.keys(value).length > 0 ? Object.entries(value) : null;

const kindOf = (value: unknown): TreeRow["kind"] => {
  if (childrenOf(value) !== null) return "branch";
  return typeof value === "string" ? "string" : typeof value === "number" ? "number" : "other";
};

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? "[]" : `[${value.length}]`;
  if (typeof value === "object" && value !== null) return Object.keys(value).length === 0 ? "{}" : nameOf(value);
  return JSON.stringify(value) ?? String(value);
}

/** What an object calls itself, so that a folded list can be read. */
function nameOf(value: object): string {
  const said = ["name", "names", "mountpoint", "path", "hostname", "command", "pid", "key", "type"].flatMap((key) => {
    const word = (value as Record<string, unknown>)[key];
    return typeof word === "string" || typeof word === "number" ? [String(word)] : [];
  });
  return said.slice(0, 2).join(" ");
}

/** JSONata takes a name that is no plain word in backticks; it has no way to write a backtick in one. */
function toPath(parent: string, key: string, inList: boolean): string {
  if (inList) return `${parent}[${key}]`;
  const name = /^[A-Za-z_]\w*$/.test(key) && !["and", "or", "in"].includes(key) ? key : `\`${key}\``;
  return parent === "" ? name : `${parent}.${name}`;
}
