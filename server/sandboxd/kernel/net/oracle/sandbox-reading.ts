import { readdirSync } from "node:fs";
import type { ProcessInfo } from "../../../../../lib/contract/kernel/processes.ts";
import type { RunningSandbox } from "../../../runtime/running-sandbox.ts";
import { toObserved } from "../../observed-sandbox.ts";
import type { Reading, ScannedNamespace, ScannedProcess } from "../../part-reader.ts";
import { toVisible } from "../../proc/byte-text.ts";
import { close, fail, libc, O_RDONLY, openTrusted, SystemError, statFd, withFd } from "../../proc/libc.ts";
import { parseMountinfo } from "../../proc/mountinfo.ts";
import { openProcess, readProcText, startTimeOf } from "../../proc/process-directory.ts";
import { listProcesses } from "../../proc/sandbox-processes.ts";

const ioctl = libc.func("ioctl", "int", ["int", "ulong", "void *"]);
/** ioctl(2) NS_GET_ID, Linux 6.18: a namespace's number, never given again. */
const NS_GET_ID = 0x8008b70d;

function namespaceKey(fd: number): string {
  const id = Buffer.alloc(8);
  if ((ioctl(fd, NS_GET_ID, id) as number) < 0) fail("ioctl NS_GET_ID");
  return `net-${id.readBigUInt64LE(0)}`;
}

/**
 * What a reading of a sandbox is given, for tests of the network part alone: its processes, and the network namespaces that they are in or
 * that "ip netns" named. Keeps no namespace alive once disposed.
 */
export function readingOf(sandbox: RunningSandbox): Reading & Disposable {
  const processes: ScannedProcess[] = [];
  const namespaces = new Map<string, ScannedNamespace>();
  const add = (path: string, name: string | null): string | null => {
    try {
      return withFd(openTrusted(path, O_RDONLY), (fd) => {
        const key = namespaceKey(fd);
        const known = namespaces.get(key);
        if (known && name !== null) (known.names as string[]).push(name);
        if (!known)
          namespaces.set(key, {
            key,
            type: "net",
            inode: Number(statFd(fd).ino),
            initial: namespaces.size === 0,
            names: name === null ? [] : [name],
            pins: [],
            morePins: 0,
            parent: null,
            owner: null,
            members: [],
            open: () => openTrusted(path, O_RDONLY),
          });
        return key;
      });
    } catch (error) {
      if (error instanceof SystemError) return null;
      throw error;
    }
  };
  for (const pid of new Set([sandbox.initPid, ...listProcesses(sandbox).keys()])) {
    const procFd = openProcess(pid);
    if (procFd === null) continue;
    const net = add(`/proc/${pid}/ns/net`, null);
    const info = {
      key: `${pid}/${startTimeOf(procFd)}`,
      namespaces: net === null ? {} : { net },
      plumbing: pid === sandbox.initPid,
    } as ProcessInfo;
    processes.push({ info, hostPid: pid, procFd, tunDevices: tunDevicesOf(pid) });
  }
  for (const mount of parseMountinfo(readProcText(`/proc/${sandbox.initPid}/mountinfo`)))
    if (mount.fsType === "nsfs" && mount.mountpoint.startsWith("/run/netns/"))
      add(`/proc/${sandbox.initPid}/root${mount.mountpoint}`, toVisible(mount.mountpoint.slice("/run/netns/".length)));
  return {
    sandbox: toObserved(sandbox),
    processes: () => processes,
    namespaces: () => [...namespaces.values()],
    [Symbol.dispose]() {
      for (const { procFd } of processes) close(procFd);
    },
  };
}

function tunDevicesOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/fdinfo`).flatMap((fd) => {
      const line = /^iff:\t(.*)$/m.exec(readProcText(`/proc/${pid}/fdinfo/${fd}`));
      return line ? [toVisible(line[1]!)] : [];
    });
  } catch {
    // It ended meanwhile.
    return [];
  }
}
