import type { Clock } from "./clock.ts";

/** One window: what a person cannot tell from at once. */
const WINDOW_MS = 4;
/** An echo, a prompt, a line: sent at once. A screenful waits for the rest of it. */
const AT_ONCE_BYTES = 2 * 1024;
const BATCH_BYTES = 64 * 1024;

/**
 * Sends output in few, large pieces without delaying an echo: at once while under 2 KiB in the current 4 ms, otherwise every 4 ms or 64 KiB.
 * Order is kept.
 */
export class OutputBatcher {
  readonly #send: (data: Buffer) => void;
  readonly #clock: Clock;
  #windowStart = Number.NEGATIVE_INFINITY;
  #windowBytes = 0;
  #pending: Buffer[] = [];
  #pendingBytes = 0;
  #callOff: (() => void) | null = null;

  constructor(send: (data: Buffer) => void, clock: Clock) {
    this.#send = send;
    this.#clock = clock;
  }

  push(data: Buffer): void {
    const now = this.#clock.now();
    if (now - this.#windowStart >= WINDOW_MS) {
      this.#windowStart = now;
      this.#windowBytes = 0;
    }
    this.#windowBytes += data.length;
    if (this.#pendingBytes === 0 && this.#windowBytes <= AT_ONCE_BYTES) {
      this.#send(data);
      return;
    }
    this.#pending.push(data);
    this.#pendingBytes += data.length;
    if (this.#pendingBytes >= BATCH_BYTES) this.flush();
    else this.#callOff ??= this.#clock.after(WINDOW_MS, () => this.flush());
  }

  /** Sends what waits, now. */
  flush(): void {
    this.#callOff?.();
    this.#callOff = null;
    if (this.#pendingBytes === 0) return;
    const data = this.#pending.length === 1 ? this.#pending[0]! : Buffer.concat(this.#pending, this.#pendingBytes);
    this.#pending = [];
    this.#pendingBytes = 0;
    this.#send(data);
  }
}
