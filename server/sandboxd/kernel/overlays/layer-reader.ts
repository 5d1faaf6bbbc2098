import type { Reason } from "../../../../lib/contract/reason.ts";
import { type ByteString, splitPath, toVisibleCut } from "../proc/byte-text.ts";
import {
  listXattrs,
  O_DIRECTORY,
  O_NOATIME,
  O_NOFOLLOW,
  O_NONBLOCK,
  O_PATH,
  O_RDONLY,
  openBeneath,
  openTrusted,
  RESOLVE,
  readDirectory,
  readLink,
  readStart,
  readXattr,
  type Stat,
  SystemError,
  statFd,
  withFd,
} from "../proc/libc.ts";
import { toReason } from "../to-reason.ts";
import { kindOfDirent, type LayerEntry, NO_XATTRS, toKind, toOverlayXattrs } from "./layer-entry.ts";
import type { LayerSource } from "./provenance.ts";

/** What a scan may spend: `left` counts down with every entry read, `late` turns true when a directory was cut short for time. */
export type EntryBudget = { left: number; read: number; isOver(): boolean; late: boolean };

/** Entries of earlier scans by layer and path, to skip attributes and text where nothing changed. */
export type EntryCache = Map<string, { ino: bigint; ctimeNs: bigint; entry: LayerEntry }>;

export type LayerReaderOptions = {
  /** O_PATH descriptor of the layer's root; the caller closes it. */
  rootFd: number;
  /** Distinguishes this layer in the cache. */
  cacheKey: string;
  earlier: EntryCache;
  later: EntryCache;
  budget: EntryBudget;
  xattrPrefix: "user.overlay." | "trusted.overlay.";
  toInnerId: (hostId: number) => number;
  /** Told each directory that was listed, while its descriptor is open. */
  onDirectory?: (path: ByteString, fd: number, stat: Stat) => void;
};

const STAY = RESOLVE.BENEATH | RESOLVE.NO_SYMLINKS | RESOLVE.NO_MAGICLINKS | RESOLVE.NO_XDEV;
/** Files larger than this get no preview. */
const TEXT_FILE_BYTES = 64 * 1024;
const TEXT_CHARS = 80;
/** A file changed again within the clock tick of its last change keeps its ctime: only older entries may come from the cache. */
const SETTLED_NS = 100_000_000n;

/** Reads a layer's directories beneath an open descriptor, never crossing a mount point or following a symbolic link. */
export function createLayerReader(options: LayerReaderOptions): LayerSource {
  const { rootFd, budget } = options;
  const lists = new Map<ByteString, ReturnType<LayerSource["list"]>>();
  const settledBefore = BigInt(Date.now()) * 1_000_000n - SETTLED_NS;

  const list: LayerSource["list"] = (path) => {
    const known = lists.get(path);
    if (known !== undefined) return known;
    const listed = orNull(() =>
      withFd(openBeneath(rootFd, path || ".", O_RDONLY | O_DIRECTORY, STAY), (fd) => readEntries(path, fd)),
    );
    lists.set(path, listed);
    return listed;
  };

  const readEntries = (path: ByteString, dirFd: number) => {
    options.onDirectory?.(path, dirFd, statFd(dirFd));
    const { names, complete } = readDirectory(dirFd, Math.max(0, budget.left));
    const entries = new Map<ByteString, LayerEntry>();
    let all = complete;
    for (const [name, type] of names) {
      if (entries.size % 64 === 63 && budget.isOver()) {
        all = false;
        budget.late = true;
        break;
      }
      const entry = readEntry(dirFd, name, path, type);
      if (entry) entries.set(name, entry);
    }
    return { entries, complete: all };
  };

  const readEntry = (dirFd: number, name: ByteString, dir: ByteString, type: number): LayerEntry | null => {
    budget.left--;
    budget.read++;
    try {
      return withFd(openBeneath(dirFd, name, O_PATH | O_NOFOLLOW, STAY), (fd) =>
        readOpened(fd, `${options.cacheKey}\0${dir}/${name}`),
      );
    } catch (error) {
      if (!(error instanceof SystemError)) throw error;
      // Gone between listing and opening.
      if (error.code === "ENOENT") return null;
      if (error.code === "EXDEV") return coveredEntry(type, toReason("mount-over-it", {}));
      return coveredEntry(type, toReason("open-failed", { errno: error.code }));
    }
  };

  const readOpened = (fd: number, key: string): LayerEntry => {
    const stat = statFd(fd);
    const cached = options.earlier.get(key);
    if (cached && cached.ino === stat.ino && cached.ctimeNs === stat.ctimeNs) {
      options.later.set(key, cached);
      return cached.entry;
    }
    const kind = toKind(stat.mode, stat.rdevMajor, stat.rdevMinor);
    const entry: LayerEntry = {
      kind,
      size: stat.size,
      mode: stat.mode & 0o7777,
      uid: options.toInnerId(stat.uid),
      gid: options.toInnerId(stat.gid),
      allocated: stat.allocated,
      mtimeMs: stat.mtimeMs,
      bornMs: stat.bornMs,
      xattrs: toOverlayXattrs(listXattrs(fd), options.xattrPrefix, (attribute) => readXattr(fd, attribute)),
      text: kind === "file" && stat.size > 0 && stat.size <= TEXT_FILE_BYTES ? readText(fd) : null,
      target: kind === "symlink" ? readLink(fd) : null,
      covered: null,
    };
    if (stat.ctimeNs < settledBefore) options.later.set(key, { ino: stat.ino, ctimeNs: stat.ctimeNs, entry });
    return entry;
  };

  const lookup: LayerSource["lookup"] = (path) => {
    const [dir, name] = splitPath(path);
    if (path === "") return orNull(() => readOpened(rootFd, `${options.cacheKey}\0`));
    const listed = lists.get(dir);
    if (listed?.complete) return listed.entries.get(name) ?? null;
    return orNull(() =>
      withFd(openBeneath(rootFd, path, O_PATH | O_NOFOLLOW, STAY), (fd) => readOpened(fd, `${options.cacheKey}\0${path}`)),
    );
  };

  return { list, lookup };
}

/** No such directory, or none that may be entered: for a merge both mean that this layer adds nothing here. */
function orNull<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof SystemError) return null;
    throw error;
  }
}

const coveredEntry = (type: number, covered: Reason): LayerEntry => ({
  kind: kindOfDirent(type),
  size: 0,
  mode: 0,
  uid: 0,
  gid: 0,
  allocated: 0,
  mtimeMs: 0,
  bornMs: null,
  xattrs: NO_XATTRS,
  text: null,
  target: null,
  covered,
});

/** The first line of a file if it is text. Reopens the very file that was looked at, by descriptor, without waiting for leases or pipes. */
function readText(fd: number): string | null {
  const start = orNull(() =>
    withFd(openTrusted(`/proc/self/fd/${fd}`, O_RDONLY | O_NONBLOCK | O_NOATIME), (file) => readStart(file, TEXT_CHARS * 4 + 1)),
  );
  return start && toPreview(start);
}

/** First line of what looks like text, at most 80 characters; null for binary content. */
export function toPreview(start: Buffer): string | null {
  const line = start.toString("latin1", 0, start.includes(10) ? start.indexOf(10) : start.length);
  if (start.length === 0 || /[\x00-\x08\x0e-\x1a\x1c-\x1f]/.test(start.toString("latin1"))) return null;
  return toVisibleCut(line, TEXT_CHARS);
}
