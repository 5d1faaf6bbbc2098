import type { Clock } from "./clock.ts";

/** What a build prints at most; a flood that nobody sees would otherwise take a core for as long as its sandbox lives. */
const BYTES_PER_WINDOW = 256 * 1024;
const WINDOW_MS = 250;

/**
 * Holds a program that prints while nobody looks to 1 MiB a second: its screen is kept for who comes back, and following it costs processor
 * time of everybody's. With a viewer nothing is held here.
 */
export class UnwatchedPace {
  readonly #onChange: () => void;
  readonly #clock: Clock;
  #windowStart = Number.NEGATIVE_INFINITY;
  #bytes = 0;
  #callOff: (() => void) | null = null;

  constructor(onChange: () => void, clock: Clock) {
    this.#onChange = onChange;
    this.#clock = clock;
  }

  get holds(): boolean {
    return this.#callOff !== null;
  }

  /** So much was printed while nobody looked. */
  printed(bytes: number): void {
    const now = this.#clock.now();
    if (now - this.#windowStart >= WINDOW_MS) {
      this.#windowStart = now;
      this.#bytes = 0;
    }
    this.#bytes += bytes;
    if (this.#bytes < BYTES_PER_WINDOW || this.holds) return;
    this.#callOff = this.#clock.after(this.#windowStart + WINDOW_MS - now, () => this.release());
    this.#onChange();
  }

  /** Somebody looks, or it is over. */
  release(): void {
    if (this.#callOff === null) return;
    this.#callOff();
    this.#callOff = null;
    this.#onChange();
  }
}
