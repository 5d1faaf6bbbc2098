import { type FSWatcher, watch as watchFile } from "node:fs";
import type { LimitsReached } from "../../../lib/contract/sandbox-limits.ts";
import type { SandboxdPeer } from "../../../lib/wire/serve-sandboxd.ts";
import type { RunningSandbox } from "../runtime/running-sandbox.ts";
import { foldLimits, type LimitHistory, noHistory, sameLimits } from "./fold-limits.ts";
import { createOomLog } from "./oom-log.ts";
import { eventFiles, memcgOf, readLimits } from "./read-limits.ts";

/** What has no event (the disk, v1 memory) is looked at this often, while somebody watches. About ten small reads. */
const LOOK_EVERY_MS = 2000;
/** A fork bomb is refused thousands of times a second; its events lead to a look no more often than this. */
const HINT_EVERY_MS = 500;

/** Which limits each sandbox has run into. It is looked at while somebody watches; what the kernel counted meanwhile is told to the next who does. */
export type LimitWatch = {
  /** Answers with what is known; limitsReached tells this peer of what is new. */
  watch(peer: SandboxdPeer, sandbox: RunningSandbox): Promise<LimitsReached>;
  unwatch(peer: SandboxdPeer, sandbox: string): null;
  /** The connection is gone. */
  leave(peer: SandboxdPeer): void;
  /** The sandbox is gone. */
  forget(sandbox: string): void;
};

type Entry = {
  sandbox: RunningSandbox;
  peers: Set<SandboxdPeer>;
  history: LimitHistory;
  /** The look that goes on; never rejects. */
  looking: Promise<void> | null;
  ears: { close(): void } | null;
};

export function createLimitWatch(warn: (message: string) => void, lookEveryMs = LOOK_EVERY_MS): LimitWatch {
  const entries = new Map<string, Entry>();
  const oomLog = createOomLog();

  const take = async (entry: Entry): Promise<void> => {
    const { sandbox, history } = entry;
    try {
      const look = await readLimits(sandbox, oomLog);
      if (entries.get(sandbox.id) !== entry) return;
      entry.history = foldLimits(history, look, sandbox.profile);
      const limits = entry.history.reached;
      if (sameLimits(history.reached, limits)) return;
      for (const peer of entry.peers) peer.emit("limitsReached", { sandbox: sandbox.id, limits });
    } catch (error) {
      // A sandbox that is about to go takes its files along.
      if (entries.get(sandbox.id) === entry) warn(`${sandbox.id}: ${String(error)}`);
    }
  };
  const look = (entry: Entry): Promise<void> => {
    entry.looking ??= take(entry).finally(() => {
      entry.looking = null;
    });
    return entry.looking;
  };

  const unwatch = (peer: SandboxdPeer, id: string): null => {
    const entry = entries.get(id);
    if (!entry?.peers.delete(peer) || entry.peers.size > 0) return null;
    entry.ears?.close();
    entry.ears = null;
    return null;
  };

  return {
    async watch(peer, sandbox) {
      const begun: Entry = { sandbox, peers: new Set(), history: noHistory, looking: null, ears: null };
      const entry = entries.get(sandbox.id) ?? begun;
      entries.set(sandbox.id, entry);
      const memcg = memcgOf(sandbox);
      if (memcg !== null) oomLog.follow(memcg);
      entry.peers.add(peer);
      entry.ears ??= listen(eventFiles(sandbox), lookEveryMs, () => void look(entry));
      await look(entry);
      return entry.history.reached;
    },
    unwatch,
    leave(peer) {
      for (const id of entries.keys()) unwatch(peer, id);
    },
    forget(id) {
      const entry = entries.get(id);
      entry?.ears?.close();
      const memcg = entry && memcgOf(entry.sandbox);
      if (memcg) oomLog.forget(memcg);
      entries.delete(id);
    },
  };
}

/** Calls often enough: every so many ms, and soon after the kernel says that one of the files has changed. */
function listen(files: string[], everyMs: number, onChange: () => void): { close(): void } {
  let soon: NodeJS.Timeout | null = null;
  const hint = () => {
    soon ??= setTimeout(() => {
      soon = null;
      onChange();
    }, HINT_EVERY_MS);
  };
  const watchers = files.flatMap((file): FSWatcher[] => {
    try {
      const watcher = watchFile(file, { persistent: false }, hint);
      watcher.on("error", () => watcher.close()); // the timer goes on
      return [watcher];
    } catch {
      return []; // this kernel does not have it
    }
  });
  const timer = setInterval(onChange, everyMs);
  timer.unref();
  return {
    close() {
      clearInterval(timer);
      if (soon) clearTimeout(soon);
      for (const watcher of watchers) watcher.close();
    },
  };
}
