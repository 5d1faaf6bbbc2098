import type { Reading } from "../part-reader.ts";
import type { ByteString } from "../proc/byte-text.ts";
import {
  close,
  O_DIRECTORY,
  O_NOFOLLOW,
  O_NONBLOCK,
  O_RDONLY,
  openBeneath,
  RESOLVE,
  readDirectory,
  readStart,
  type Stat,
  SystemError,
  statFd,
  withFd,
} from "../proc/libc.ts";
import { parseMountinfo } from "../proc/mountinfo.ts";
import { readOfProcess } from "../proc/process-directory.ts";
import { READABLE_FILE_SYSTEMS } from "../proc/readable-file-systems.ts";
import { openAsSeenBy, UnreadableLayer } from "../proc/safe-walk.ts";
import { toReason } from "../to-reason.ts";

const DATA_ROOT = "/var/lib/docker";
const S_IFMT = 0o170000;
const S_IFREG = 0o100000;
/** Nothing below the data root is reached through a link or another mount. */
const INSIDE = RESOLVE.BENEATH | RESOLVE.NO_SYMLINKS | RESOLVE.NO_MAGICLINKS | RESOLVE.NO_XDEV;

export type DockerStore = Disposable & {
  /** Names in a directory below the data root; none where there is no such directory. */
  list(path: string, most: number): { names: ByteString[]; complete: boolean };
  /**
   * What parse makes of a regular file's content, which is asked again only when the file changed. Null where there is none, where it is too
   * long, and where parse throws.
   */
  read<T>(path: string, most: number, parse: (content: Buffer) => T): T | null;
};

/** Parsed files by path, with the state of the file that each was parsed from. */
export type StoreCache = Map<string, { stamp: string; value: unknown }>;

const stampOf = ({ ino, size, ctimeNs }: Stat): string => `${ino} ${size} ${ctimeNs}`;

/** The Docker Engine's directory as PID 1 of the sandbox sees it; null where there is none that may be read. */
export function openDockerStore(reading: Reading, cache: StoreCache): DockerStore | null {
  const init = reading.processes().find(({ hostPid }) => hostPid === reading.sandbox.initPid);
  if (!init) return null;
  const root = openRoot(init.procFd);
  if (root === null) return null;
  const used = new Set<string>();
  const open = (path: string, flags: number): number | null => {
    try {
      return openBeneath(root, path, flags | O_RDONLY | O_NOFOLLOW | O_NONBLOCK, INSIDE);
    } catch (error) {
      if (error instanceof SystemError) return null;
      throw error;
    }
  };
  return {
    list(path, most) {
      const fd = open(path, O_DIRECTORY);
      if (fd === null) return { names: [], complete: true };
      return withFd(fd, () => {
        const { names, complete } = readDirectory(fd, most);
        return { names: names.map(([name]) => name).sort(), complete };
      });
    },
    read<T>(path: string, most: number, parse: (content: Buffer) => T): T | null {
      const fd = open(path, 0);
      if (fd === null) return null;
      return withFd(fd, () => {
        const stat = statFd(fd);
        if ((stat.mode & S_IFMT) !== S_IFREG || stat.size > most) return null;
        used.add(path);
        const stamp = stampOf(stat);
        const known = cache.get(path);
        if (known?.stamp === stamp) return known.value as T | null;
        const value = attempt(() => parse(readUpTo(fd, most)));
        cache.set(path, { stamp, value });
        return value;
      });
    },
    [Symbol.dispose]() {
      close(root);
      for (const path of cache.keys()) if (!used.has(path)) cache.delete(path);
    },
  };
}

function openRoot(procFd: number): number | null {
  try {
    const mounts = parseMountinfo(readOfProcess(procFd, "mountinfo"));
    const table = new Map(mounts.map((mount) => [mount.id, mount]));
    // The first mount at "/" is the sandbox's own root; every other overlay is a student's.
    const own = mounts.find(({ mountpoint }) => mountpoint === "/");
    return openAsSeenBy(procFd, DATA_ROOT, table, (mount) =>
      mount === own || READABLE_FILE_SYSTEMS.has(mount.fsType) ? null : toReason("fs-not-read", { fsType: "" }),
    );
  } catch (error) {
    if (error instanceof SystemError || error instanceof UnreadableLayer) return null;
    throw error;
  }
}

function readUpTo(fd: number, most: number): Buffer {
  const parts: Buffer[] = [];
  for (let length = 0; length <= most; ) {
    const part = readStart(fd, most + 1 - length);
    if (part.length === 0) break;
    parts.push(part);
    length += part.length;
  }
  return Buffer.concat(parts);
}

/** What a student may write there need not be what the engine writes: then there is nothing to tell. */
function attempt<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}
