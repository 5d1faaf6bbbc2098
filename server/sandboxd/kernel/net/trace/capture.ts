import type { NetworkPart } from "../../../../../lib/contract/kernel/network.ts";
import { MOST_TRACED_FRAMES, type PacketTrace } from "../../../../../lib/contract/kernel/packet-trace.ts";
import type { Reason } from "../../../../../lib/contract/reason.ts";
import type { Reading, ScannedNamespace } from "../../part-reader.ts";
import { close } from "../../proc/libc.ts";
import { toReason } from "../../to-reason.ts";
import { insideNetwork } from "../network-door.ts";
import { whyUnread } from "../open-namespaces.ts";
import { openPacketSocket, type PacketSocket } from "./packet-socket.ts";
import type { CapturedFrame } from "./to-packets.ts";

/** As many namespaces as a reading shows. */
const MOST_NAMESPACES = 64;
/** Frames taken from one socket before the next one has its turn. */
const FRAMES_AT_A_TURN = 32;

/**
 * One packet socket in every network namespace of a sandbox. Each keeps its namespace alive: they live for the seconds of a trace at the most,
 * and one whose namespace is otherwise gone is closed as soon as a reading shows that. No descriptor of a namespace is kept.
 */
export class Capture {
  readonly frames: CapturedFrame[] = [];
  readonly #sockets = new Map<string, PacketSocket>();
  /** Every namespace that was listened in or should have been. */
  readonly #namespaces = new Map<string, Reason | null>();
  readonly #closing: Promise<void>[] = [];
  /** When it began, in Unix ms; null: it has not. */
  #beganAt: number | null = null;
  #dropped = 0;
  #isOver = false;

  get isFull(): boolean {
    return this.frames.length >= MOST_TRACED_FRAMES;
  }

  /** Frames that came faster than they were taken, so far. */
  countDropped(): number {
    for (const socket of this.#sockets.values()) this.#dropped += socket.dropped();
    return this.#dropped;
  }

  get namespaces(): PacketTrace["namespaces"] {
    return [...this.#namespaces].map(([key, unread]) => ({ key, unread }));
  }

  /** From now on frames are heard. @param beganAt Unix ms that their times count from */
  listen(beganAt: number): void {
    this.#beganAt = beganAt;
    for (const socket of this.#sockets.values()) socket.listen();
  }

  /** Takes up namespaces that are new in a reading and lets go of those that are gone. */
  follow(reading: Reading, part: NetworkPart): void {
    if (this.#isOver) return;
    const living = new Map(reading.namespaces().flatMap((one) => (one.type === "net" ? [[one.key, one]] : [])));
    for (const key of this.#sockets.keys()) if (!living.has(key)) this.#letGo(key);
    for (const { key } of part.namespaces) {
      const scanned = living.get(key);
      if (scanned && !this.#sockets.has(key)) this.#namespaces.set(key, this.#open(scanned));
    }
    for (const key of living.keys())
      if (!this.#namespaces.has(key)) this.#namespaces.set(key, toReason("entry-cap", { cap: MOST_NAMESPACES }));
  }

  /** Takes at most so many of the frames that wait, a few from each namespace in turn. */
  take(most: number): void {
    let waiting = [...this.#sockets];
    for (let left = most; left > 0 && waiting.length > 0; ) {
      const next: typeof waiting = [];
      for (const [namespace, socket] of waiting) {
        const turn = Math.min(left, FRAMES_AT_A_TURN);
        const taken = this.#takeFrom(namespace, socket, turn);
        left -= taken;
        if (taken === turn && turn > 0) next.push([namespace, socket]);
      }
      waiting = next;
    }
  }

  /** Closes everything; resolves once no namespace is held any more. What waits is not taken. */
  close(): Promise<unknown> {
    this.#isOver = true;
    this.countDropped();
    for (const socket of this.#sockets.values()) this.#closing.push(socket.close());
    this.#sockets.clear();
    return Promise.all(this.#closing);
  }

  #open(scanned: ScannedNamespace): Reason | null {
    if (this.#sockets.size >= MOST_NAMESPACES) return toReason("entry-cap", { cap: MOST_NAMESPACES });
    try {
      const fd = scanned.open();
      try {
        const socket = insideNetwork(fd, openPacketSocket);
        this.#sockets.set(scanned.key, socket);
        if (this.#beganAt !== null) socket.listen();
        return null;
      } finally {
        close(fd);
      }
    } catch (error) {
      return whyUnread(error);
    }
  }

  #letGo(key: string): void {
    const socket = this.#sockets.get(key)!;
    this.#takeFrom(key, socket, MOST_TRACED_FRAMES);
    this.#dropped += socket.dropped();
    this.#closing.push(socket.close());
    this.#sockets.delete(key);
  }

  /** Answers with how many there were. */
  #takeFrom(namespace: string, socket: PacketSocket, most: number): number {
    const beganAt = this.#beganAt;
    if (beganAt === null) return 0;
    // Whole seconds: nanoseconds since 1970 are too many digits for a number.
    const epoch = Math.floor(beganAt / 1000);
    const begin = (beganAt - epoch * 1000) * 1e6;
    for (let taken = 0; taken < most; taken++) {
      const frame = this.isFull ? null : socket.receive(epoch);
      if (!frame) return taken;
      this.frames.push({ ...frame, at: frame.at - begin, namespace });
    }
    return most;
  }
}
