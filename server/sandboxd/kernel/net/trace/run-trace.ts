import type { NetworkPart } from "../../../../../lib/contract/kernel/network.ts";
import { MOST_TRACED_FRAMES, type PacketTrace } from "../../../../../lib/contract/kernel/packet-trace.ts";
import type { Reading } from "../../part-reader.ts";
import { awaitTimestamps } from "./await-timestamps.ts";
import { Capture } from "./capture.ts";
import { ConnectionHistory } from "./connection-history.ts";
import { LinkHistory } from "./link-history.ts";
import { toPackets } from "./to-packets.ts";

/** Frames are taken from the kernel's buffers this often, and at most so many at once: a flood costs what a trickle costs. */
const TAKE_MS = 20;
const MOST_AT_ONCE = 250;
/** New namespaces and interfaces, and connections, are looked for at least this often; readings take at most one part in so many of the time. */
const READ_MS = 500;
const READ_SHARE = 4;
/** How it gets on is told this often. */
const TELL_MS = 500;

export type TraceOptions = {
  seconds: number;
  /** Reads the part "network" now and hands it to follow(). */
  readNetwork(): void;
  /** How it gets on, and once how it ended. */
  onTrace(trace: PacketTrace): void;
  onError(error: unknown): void;
  /** Around work that takes long. */
  during<T>(work: () => T): T;
};

export type RunningTrace = {
  /** What every reading of the part "network" found, whoever asked for it. */
  follow(reading: Reading, part: NetworkPart): void;
  /** Resolves once frames are captured. */
  begin(): Promise<PacketTrace>;
  stop(): void;
  /** Ends it without a word; what waits for its beginning fails. */
  abort(): void;
};

let serial = 0;

/** Captures for a bounded time and puts together what was captured. Every way out closes the sockets. */
export function createTrace({ seconds, readNetwork, onTrace, onError, during }: TraceOptions): RunningTrace {
  const id = `trace-${Date.now().toString(36)}-${++serial}`;
  const capture = new Capture();
  const links = new LinkHistory();
  const connections = new ConnectionHistory();
  let startedAt = Date.now();
  let endsAt = startedAt + seconds * 1000;
  let timer: NodeJS.Timeout | null = null;
  let isUnwanted = false;
  let state: "waiting" | "capturing" | "ended" = "waiting";
  let [nextReading, nextTelling] = [0, 0];
  let dropped = 0;
  let onLeft: () => void = () => undefined;

  const present = (): PacketTrace => ({
    ...{ id, startedAt, endsAt, frames: capture.frames.length, dropped, namespaces: capture.namespaces },
    ...{ state: "capturing", endedBecause: null, packets: [] },
  });

  const leave = () => {
    state = "ended";
    if (timer) clearTimeout(timer);
    timer = null;
    capture.close().catch(onError);
    onLeft();
  };

  const end = (endedBecause: NonNullable<PacketTrace["endedBecause"]>) => {
    if (state === "ended") return;
    try {
      // All that waits: what came before the end and was not taken yet was seen all the same.
      if (endedBecause === "stopped" || endedBecause === "time") capture.take(MOST_TRACED_FRAMES);
      dropped = capture.countDropped();
      endsAt = Date.now();
      leave();
      // Once more after the last frame: the connections that explain it, and which interfaces are still there.
      readNetwork();
      const packets = during(() => toPackets(capture.frames, { startedAt, links, connections }));
      onTrace({ ...present(), state: "ended", endedBecause, packets });
    } catch (error) {
      onError(error);
      leave();
      onTrace({ ...present(), state: "ended", endedBecause: "failed" });
    }
  };

  const look = () => {
    try {
      capture.take(MOST_AT_ONCE);
      const now = performance.now();
      if (capture.isFull) return end("full");
      if (isUnwanted) return end("stopped");
      if (Date.now() >= endsAt) return end("time");
      if (now >= nextReading) {
        readNetwork();
        nextReading = performance.now() + Math.max(READ_MS, (performance.now() - now) * READ_SHARE);
      }
      if (now >= nextTelling) {
        nextTelling = now + TELL_MS;
        dropped = capture.countDropped();
        onTrace(present());
      }
      timer = setTimeout(look, TAKE_MS);
    } catch (error) {
      onError(error);
      end("failed");
    }
  };

  return {
    follow(reading, part) {
      try {
        links.take(part, Date.now());
        connections.take(part);
        capture.follow(reading, part);
      } catch (error) {
        // The reading itself is none the worse for it.
        onError(error);
      }
    },
    begin: () =>
      new Promise((resolve, reject) => {
        onLeft = () => reject(new Error("the trace was ended before it began"));
        try {
          readNetwork();
        } catch (error) {
          leave();
          throw error;
        }
        const listen = () => {
          if (state === "ended") return;
          [startedAt, state] = [Date.now(), "capturing"];
          endsAt = startedAt + seconds * 1000;
          capture.listen(startedAt);
          resolve(present());
          timer = setTimeout(look, TAKE_MS);
        };
        awaitTimestamps()
          .then(listen)
          .catch((error) => {
            reject(error);
            leave();
          });
      }),
    stop() {
      isUnwanted = true;
      if (state === "capturing") end("stopped");
    },
    abort: leave,
  };
}
