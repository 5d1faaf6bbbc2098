import type { LayerCell, Overlay, OverlayPath } from "../../../lib/contract/kernel-view.ts";
import type { NamedOverlay } from "../frame/docker-names.ts";

/**
 * How one entry lies in its layer. seen: it is what merged shows. part: it contributes to what merged shows (a directory that is merged, or
 * the data behind a metadata-only copy). whiteout: it says "nothing here". under: on disk, but something above hides it.
 */
export type CellRole = "seen" | "part" | "whiteout" | "under";

export type CellMark = { key: string; fact: string; path: string; layer: number; role: CellRole; cell: LayerCell };

/** One path of the merged tree with everything that a picture or a table says of it. */
export type PathModel = {
  path: string;
  /** Directory part with its slash ("" at the top) and last component. */
  dir: string;
  name: string;
  depth: number;
  kind: OverlayPath["kind"];
  state: OverlayPath["state"];
  visibleFrom: number | null;
  /** How far down the look through merged reaches (a layer index); null when it meets nothing at all. */
  reach: number | null;
  /** Layers below this one are behind an opaque directory (the path's own or a parent's); null when there is none. */
  curtain: number | null;
  /** The mark in the merged slab. */
  merged: { key: string; fact: string };
  cells: CellMark[];
};

export type OverlayModel = { key: string; overlay: NamedOverlay; paths: PathModel[] };

/** States in which the upper layer has changed what the lowers say. */
const CHANGED: ReadonlySet<string> = new Set(["created", "copied-up", "replaced", "opaque", "deleted"]);
export const isChanged = (path: Pick<PathModel, "state">): boolean => CHANGED.has(path.state);

/** "|" separates the fields of a fact, so a name's own must not. */
const field = (text: string): string => text.replaceAll("%", "%25").replaceAll("|", "%7C");

export const pathKey = (overlay: string, path: string, place: number | "merged"): string => `${overlay}|${place}|${path}`;

/** Tree order: a directory directly before its entries, siblings by code point. */
export function byTree(a: string, b: string): number {
  const left = a.replaceAll("/", "\u0000");
  const right = b.replaceAll("/", "\u0000");
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The overlay as the picture and the table know it; the order of what comes in does not matter. */
export function toOverlayModel(overlay: NamedOverlay): OverlayModel {
  const sorted = overlay.paths.toSorted((a, b) => byTree(a.path, b.path));
  const curtains = new Map<string, number>();
  const paths = sorted.map((entry) => {
    const slash = entry.path.lastIndexOf("/");
    const inherited = slash < 0 ? undefined : curtains.get(entry.path.slice(0, slash));
    const own = entry.cells.find((cell) => cell.opaque)?.layer;
    const curtain = Math.min(inherited ?? Number.POSITIVE_INFINITY, own ?? Number.POSITIVE_INFINITY);
    if (curtain !== Number.POSITIVE_INFINITY) curtains.set(entry.path, curtain);
    return toPathModel(overlay.key, entry, curtain === Number.POSITIVE_INFINITY ? null : curtain);
  });
  return { key: overlay.key, overlay, paths };
}

function toPathModel(overlay: string, entry: OverlayPath, curtain: number | null): PathModel {
  const slash = entry.path.lastIndexOf("/") + 1;
  const cells = entry.cells.toSorted((a, b) => a.layer - b.layer);
  const roles = rolesOf(entry, cells, curtain);
  const marks = cells.map((cell, index) => {
    const role = roles[index]!;
    return {
      key: pathKey(overlay, entry.path, cell.layer),
      fact: [field(entry.path), cell.layer, cell.kind, role, flagsOf(cell)].join("|"),
      path: entry.path,
      layer: cell.layer,
      role,
      cell,
    };
  });
  return {
    path: entry.path,
    dir: entry.path.slice(0, slash),
    name: entry.path.slice(slash),
    depth: entry.depth,
    kind: entry.kind,
    state: entry.state,
    visibleFrom: entry.visibleFrom,
    reach: reachOf(marks),
    curtain,
    merged: {
      key: pathKey(overlay, entry.path, "merged"),
      fact: [field(entry.path), "merged", entry.kind ?? "none", entry.state, entry.visibleFrom ?? "none"].join("|"),
    },
    cells: marks,
  };
}

const flagsOf = (cell: LayerCell): string =>
  [cell.opaque && "opaque", cell.metacopy && "metacopy", cell.redirect !== null && "redirect", cell.origin && "origin"]
    .filter((flag) => flag !== false)
    .join("+");

function rolesOf(entry: OverlayPath, cells: LayerCell[], curtain: number | null): CellRole[] {
  // The look goes on below what is seen only through merged directories and metadata-only copies.
  let through = false;
  let redirected = false;
  const top = cells.find((candidate) => candidate.layer === entry.visibleFrom);
  const goesOn = (cell: LayerCell): boolean =>
    cell.metacopy || (cell.kind === "directory" && !cell.opaque && entry.state === "merged");
  return cells.map((cell, index): CellRole => {
    if (cell.layer === entry.visibleFrom) {
      through = goesOn(cell);
      redirected = cell.redirect !== null;
      return "seen";
    }
    if (isWhiteout(entry, cell, index)) return "whiteout";
    if (cell.kind === "whiteout") {
      through = false;
      return "under";
    }
    // Below a renamed directory only what lies under its old name belongs to it.
    const open = through && (curtain === null || cell.layer <= curtain) && (!redirected || cell.realPath !== undefined);
    if (!open) return "under";
    const fits = top?.kind === "directory" ? cell.kind === "directory" : cell.kind === "file";
    if (!fits) {
      through = false;
      return "under";
    }
    through = goesOn(cell);
    redirected ||= cell.redirect !== null;
    return "part";
  });
}

/** A 0,0 device, or where devices are not allowed an empty file with the whiteout attribute. */
const isWhiteout = (entry: OverlayPath, cell: LayerCell, index: number): boolean =>
  index === 0 &&
  (cell.kind === "whiteout" || (entry.state === "deleted" && cell.xattrs.some((name) => name.endsWith(".overlay.whiteout"))));

/** The lowest layer the look reaches: a whiteout stops it too. */
function reachOf(marks: CellMark[]): number | null {
  return marks.findLast((mark) => mark.role !== "under")?.layer ?? null;
}

/** What a layer is called in one or two characters: U, L1, L2 ... */
export function layerLetter(overlay: Overlay, layer: number): string {
  if (overlay.layers[layer]?.role === "upper") return "U";
  return `L${lowerNumber(overlay, layer)}`;
}

/** Lowers are counted from the topmost: lower 1 is the leftmost in lowerdir. */
export const lowerNumber = (overlay: Overlay, layer: number): number => layer + (overlay.hasUpper ? 0 : 1);
