import type { FileKind, PathState } from "../../../../lib/contract/kernel-view.ts";
import type { Reason } from "../../../../lib/contract/reason.ts";
import { type ByteString, joinPath, splitPath } from "../proc/byte-text.ts";
import { toReason } from "../to-reason.ts";
import type { LayerEntry } from "./layer-entry.ts";

/** What a layer holds. Paths are relative to the layer's root, "" is the root itself. */
export type LayerSource = {
  /** Entries of a directory; null when there is no such directory. Not complete: a cap was hit, ask lookup for a single name. */
  list(directory: ByteString): { entries: ReadonlyMap<ByteString, LayerEntry>; complete: boolean } | null;
  lookup(path: ByteString): LayerEntry | null;
};

export type Place = { layer: number; path: ByteString };
export type FoundCell = Place & { entry: LayerEntry };
/** One path of an overlay: what is seen there and which layers hold an entry of that name. */
export type FoundPath = {
  path: ByteString;
  depth: number;
  kind: FileKind | null;
  state: PathState;
  visibleFrom: number | null;
  /** Topmost first. */
  cells: FoundCell[];
};

export type OverlayRules = {
  hasUpper: boolean;
  followRedirects: boolean;
  /** Layers that are reached by redirects only. */
  dataOnly: ReadonlySet<number>;
  /** For upper entries over a lower one of the same name whose origin attribute cannot tell: true if it was copied up. */
  copiedUpWithoutOrigin(path: ByteString, upper: LayerEntry): boolean;
};

/** May say why to stop; asked before each directory with the number of paths found so far. */
export type Stop = (paths: number) => Reason | null;

/** Deeper directories are not entered; people do not read such trees and a hostile one has no end. */
const MAX_DEPTH = 64;

type Directory = { path: ByteString; depth: number; merged: Place[]; hidden: Place[] };

/**
 * Every path of an overlay with its provenance, worked out as the kernel's lookup does (fs/overlayfs/namei.c: ovl_lookup): from the top down,
 * the first entry wins, directories merge until one is opaque, a file or a whiteout ends the search, a redirect changes where lower layers
 * are searched. What lies below and is not seen is kept as hidden cells. Directories of the upper layer are visited first.
 */
export function findProvenance(
  layers: LayerSource[],
  rules: OverlayRules,
  stop: Stop,
): { paths: FoundPath[]; stopped: Reason | null } {
  const paths: FoundPath[] = [];
  const root: Directory = { path: "", depth: 0, merged: [], hidden: [] };
  for (const layer of layers.keys()) (rules.dataOnly.has(layer) ? root.hidden : root.merged).push({ layer, path: "" });
  const changed = [root];
  const untouched: Directory[] = [];
  let tooDeep: Reason | null = null;
  for (let fromUpper = 0, fromLower = 0; ; ) {
    const next = fromUpper < changed.length ? changed[fromUpper++] : untouched[fromLower++];
    if (!next) return { paths, stopped: tooDeep };
    const reason = stop(paths.length);
    if (reason) return { paths, stopped: reason };
    for (const { found, below } of readDirectory(layers, rules, next)) {
      paths.push(found);
      if (!below) continue;
      if (below.depth > MAX_DEPTH) tooDeep = toReason("depth-cap", { cap: MAX_DEPTH });
      else (below.merged[0]?.layer === 0 || below.hidden[0]?.layer === 0 ? changed : untouched).push(below);
    }
  }
}

type Resolved = { found: FoundPath; below: Directory | null };

function* readDirectory(layers: LayerSource[], rules: OverlayRules, directory: Directory): Generator<Resolved> {
  const names = new Set<ByteString>();
  for (const place of [...directory.merged, ...directory.hidden]) {
    for (const name of layers[place.layer]!.list(place.path)?.entries.keys() ?? []) names.add(name);
  }
  for (const name of names) yield resolveName(layers, rules, directory, name);
}

function resolveName(layers: LayerSource[], rules: OverlayRules, directory: Directory, name: ByteString): Resolved {
  const entryAt = (place: Place): LayerEntry | null => {
    const [parent, last] = splitPath(place.path);
    const listed = layers[place.layer]!.list(parent);
    return listed?.entries.get(last) ?? (listed?.complete === false ? layers[place.layer]!.lookup(place.path) : null);
  };
  const inside = (place: Place): Place => ({ layer: place.layer, path: joinPath(place.path, name) });
  const search = lookUp(layers, rules, directory.merged, name, entryAt);

  const used = new Map([...search.directories, ...search.files].map((cell) => [cell.layer, cell]));
  const cells: FoundCell[] = [...used.values()];
  for (const place of [...directory.merged, ...directory.hidden].map(inside)) {
    const entry = used.has(place.layer) ? null : entryAt(place);
    if (entry) cells.push({ ...place, entry });
  }
  cells.sort((a, b) => a.layer - b.layer);

  const path = joinPath(directory.path, name);
  const visible = search.directories[0] ?? search.files[0] ?? null;
  const found: FoundPath = {
    path,
    depth: directory.depth,
    kind: visible?.entry.kind ?? null,
    visibleFrom: visible?.layer ?? null,
    state: toState(rules, path, directory, search, cells),
    cells,
  };
  const hidden = cells.filter(
    (cell) => cell.entry.kind === "directory" && !search.directories.some((seen) => seen.layer === cell.layer),
  );
  const below =
    search.directories.length + hidden.length === 0
      ? null
      : { path, depth: directory.depth + 1, merged: search.directories.map(toPlace), hidden: hidden.map(toPlace) };
  return { found, below };
}

const toPlace = ({ layer, path }: Place): Place => ({ layer, path });

type Search = {
  /** The directories that merge here, or the file seen (with the files below that lend it their data). */
  directories: FoundCell[];
  files: FoundCell[];
  /** A whiteout ended the search before anything was seen. */
  whiteout: boolean;
};

function lookUp(
  layers: LayerSource[],
  rules: OverlayRules,
  parents: Place[],
  name: ByteString,
  entryAt: (place: Place) => LayerEntry | null,
): Search {
  const search: Search = { directories: [], files: [], whiteout: false };
  let rest = parents.map((parent) => ({ layer: parent.layer, path: joinPath(parent.path, name), parent }));
  for (let at = 0; at < rest.length; at++) {
    const place = rest[at]!;
    const entry = entryAt(place);
    if (!entry) continue;
    if (isWhiteout(layers, place, entry)) {
      search.whiteout = search.directories.length + search.files.length === 0;
      return search;
    }
    const cell = { ...toPlace(place), entry };
    if (entry.kind === "directory") {
      if (search.files.length > 0) return search;
      search.directories.push(cell);
      if (entry.xattrs.opaque === "y") return search;
    } else {
      // A file below a directory is hidden, and ends the merge.
      if (search.directories.length > 0) return search;
      search.files.push(cell);
      if (!entry.xattrs.metacopy) return search;
    }
    const { redirect } = entry.xattrs;
    if (redirect === null) continue;
    if (!rules.followRedirects) return search;
    rest = [...rest.slice(0, at + 1), ...redirected(layers, rules, rest.slice(at + 1), place.layer, redirect)];
  }
  return search;
}

type Candidate = Place & { parent: Place };

/** Where the layers below are searched after a redirect: an absolute one starts at each layer's root, a relative one renames the last part. */
function redirected(
  layers: LayerSource[],
  rules: OverlayRules,
  rest: Candidate[],
  from: number,
  redirect: ByteString,
): Candidate[] {
  if (!redirect.startsWith("/")) return rest.map((place) => ({ ...place, path: joinPath(place.parent.path, redirect) }));
  const path = redirect.slice(1);
  const candidates: Candidate[] = [];
  for (let layer = from + 1; layer < layers.length; layer++) {
    candidates.push({ layer, path, parent: { layer, path: splitPath(path)[0] } });
    if (!rules.dataOnly.has(layer) && endsOnTheWay(layers, { layer, path })) break;
  }
  return candidates;
}

/** Whether a parent of this path in its layer is a whiteout, a file or opaque, so that layers below are out of reach. */
function endsOnTheWay(layers: LayerSource[], place: Place): boolean {
  for (let slash = place.path.indexOf("/"); slash >= 0; slash = place.path.indexOf("/", slash + 1)) {
    const entry = layers[place.layer]!.lookup(place.path.slice(0, slash));
    if (entry && (entry.kind !== "directory" || entry.xattrs.opaque === "y")) return true;
  }
  return false;
}

/** A 0:0 character device, or an empty file with overlay.whiteout in a directory marked overlay.opaque=x (Linux 6.8). */
function isWhiteout(layers: LayerSource[], place: Candidate, entry: LayerEntry): boolean {
  if (entry.kind === "whiteout") return true;
  if (!entry.xattrs.whiteout || entry.kind !== "file" || entry.size !== 0) return false;
  return layers[place.layer]!.lookup(place.parent.path)?.xattrs.opaque === "x";
}

function toState(rules: OverlayRules, path: ByteString, directory: Directory, search: Search, cells: FoundCell[]): PathState {
  const top = search.directories[0] ?? search.files[0];
  if (!top) return search.whiteout && directory.merged.length > 0 ? "deleted" : "hidden";
  const beneath = cells.filter((cell) => cell.layer > top.layer && cell.entry.kind !== "whiteout");
  const inUpper = rules.hasUpper && top.layer === 0;
  if (top.entry.kind === "directory") {
    if (search.directories.length > 1) return "merged";
    if (inUpper && beneath.length > 0 && beneath.every((cell) => cell.entry.kind !== "directory")) return "replaced";
    if (top.entry.xattrs.opaque === "y" && beneath.length > 0) return "opaque";
    return inUpper ? "created" : "lower";
  }
  if (!inUpper) return "lower";
  if (top.entry.xattrs.origin || top.entry.xattrs.metacopy) return "copied-up";
  if (beneath.length === 0) return "created";
  return rules.copiedUpWithoutOrigin(path, top.entry) && reachable(directory, beneath[0]!) ? "copied-up" : "replaced";
}

/** Whether a lower entry would be seen if the one above it were not there. */
const reachable = (directory: Directory, cell: FoundCell): boolean =>
  directory.merged.some((place) => place.layer === cell.layer);
