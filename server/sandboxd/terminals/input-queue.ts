import type { Clock } from "./clock.ts";

/** More than anyone types or pastes at once; past this the program is not reading and the rest is refused. */
const CAP_BYTES = 1024 * 1024;
const RETRY_MS = 4;

/**
 * Writes input to a pty in order. A keystroke goes out synchronously when nothing waits before it; when the pty is full, the rest is kept and
 * offered again every few milliseconds.
 */
export class InputQueue {
  readonly #write: (data: Buffer) => number;
  readonly #clock: Clock;
  #waiting: Buffer[] = [];
  #waitingBytes = 0;
  #open = false;
  #callOff: (() => void) | null = null;

  /** write: takes what it can without blocking and says how many bytes that was. Nothing is written before start(). */
  constructor(write: (data: Buffer) => number, clock: Clock) {
    this.#write = write;
    this.#clock = clock;
  }

  /** The program is in its place: from now on input flows. */
  start(): void {
    this.#open = true;
    this.#drain();
  }

  /** false: the program has left 1 MiB unread and this was not taken. */
  push(data: Buffer): boolean {
    if (this.#waitingBytes + data.length > CAP_BYTES) return false;
    this.#waiting.push(data);
    this.#waitingBytes += data.length;
    if (this.#callOff === null) this.#drain();
    return true;
  }

  /** Forgets what waits. Nothing is written afterwards. */
  stop(): void {
    this.#open = false;
    this.#callOff?.();
    this.#callOff = null;
    this.#waiting = [];
    this.#waitingBytes = 0;
  }

  #drain(): void {
    this.#callOff = null;
    while (this.#open && this.#waiting.length > 0) {
      const first = this.#waiting[0]!;
      const taken = this.#write(first);
      this.#waitingBytes -= taken;
      if (taken === first.length) this.#waiting.shift();
      else {
        this.#waiting[0] = first.subarray(taken);
        this.#callOff = this.#clock.after(RETRY_MS, () => this.#drain());
        return;
      }
    }
  }
}
