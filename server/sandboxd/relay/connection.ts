import type { Socket } from "node:net";
import { SandboxdError } from "../../../lib/wire/sandboxd-error.ts";
import type { Pace } from "./pace.ts";

/** Bytes that one answer carries at most: small, since terminals wait behind it in the same process. */
const PIECE_BYTES = 32 * 1024;
/** A reader is answered with nothing after this, and asks again: no call lasts for ever. */
const PATIENCE_MS = 30_000;
/** Neither side said anything: a WebSocket that wants to live longer pings, as they all do. */
export const IDLE_MS = 10 * 60_000;
/** Longer than any sandbox is left alone; a connection of this age is forgotten, not used. */
const LIFE_MS = 4 * 3600_000;

export type Piece = { data: Uint8Array; ended: boolean };

/** One TCP connection into a sandbox. Its bytes are pulled and pushed one piece at a time: what nobody reads blocks the sender inside. */
export class RelayConnection {
  readonly address: string;
  readonly #socket: Socket;
  readonly #pace: Pace;
  readonly #timers: NodeJS.Timeout[];
  #problem: Error | null = null;
  #wake: (() => void) | null = null;

  constructor(socket: Socket, address: string, pace: Pace, onClosed: () => void) {
    this.#socket = socket;
    this.address = address;
    this.#pace = pace;
    const wake = () => this.#wake?.();
    socket.on("readable", wake).on("end", wake);
    socket.on("error", (error) => {
      this.#problem = error;
    });
    socket.setTimeout(IDLE_MS, () => this.#give("nothing was said for a long time"));
    this.#timers = [setTimeout(() => this.#give("it had lasted too long"), LIFE_MS).unref()];
    socket.once("close", () => {
      for (const timer of this.#timers) clearTimeout(timer);
      onClosed();
      wake();
    });
  }

  /** Waits for bytes or the end; answers with no bytes after a while. One reader at a time. @throws SandboxdError when it was cut */
  async read(): Promise<Piece> {
    const until = performance.now() + PATIENCE_MS;
    for (;;) {
      const data = this.#take();
      if (data) {
        const pause = this.#pace.take(data.length, performance.now());
        if (pause > 1) await this.#sleep(pause);
        return { data, ended: false };
      }
      if (this.#problem) throw new SandboxdError("failed", `The connection was cut: ${this.#problem.message}`);
      if (this.#socket.readableEnded || this.#socket.destroyed) return { data: new Uint8Array(), ended: true };
      const left = until - performance.now();
      if (left <= 0) return { data: new Uint8Array(), ended: false };
      await this.#sleep(left, true);
    }
  }

  /** Answers when there is room for more. end: nothing more will come. */
  async write(data: Uint8Array, end: boolean): Promise<void> {
    const socket = this.#socket;
    if (!socket.writable) throw new SandboxdError("failed", "The connection was cut.");
    const pause = this.#pace.take(data.length, performance.now());
    const hasRoom = data.length === 0 || socket.write(data);
    if (end) socket.end();
    if (pause > 1) await this.#sleep(pause);
    if (hasRoom || end) return;
    await new Promise<void>((resolve) => {
      const done = () => {
        socket.off("drain", done).off("close", done);
        resolve();
      };
      socket.once("drain", done).once("close", done);
    });
  }

  close(): void {
    this.#socket.destroy();
  }

  #give(reason: string): void {
    this.#problem = new Error(reason);
    this.#socket.destroy();
  }

  #take(): Buffer | null {
    const there = this.#socket.readableLength;
    return there > 0
      ? (this.#socket.read(Math.min(there, PIECE_BYTES)) as Buffer | null)
      : (this.#socket.read() as Buffer | null);
  }

  /** For `ms`; wakeable: until there is something to look at, if that is earlier. */
  async #sleep(ms: number, wakeable = false): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      if (wakeable)
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
    });
    this.#wake = null;
  }
}
