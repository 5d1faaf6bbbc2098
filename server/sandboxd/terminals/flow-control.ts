/** Throughput is at most this per round trip; 256 KiB keeps a 20 ms link above 12 MB/s and Ctrl-C feeling instant. */
export const HIGH_WATER_BYTES = 256 * 1024;
/** Far enough below the high mark that a pause is worth its two wake-ups. */
export const LOW_WATER_BYTES = 64 * 1024;

/**
 * Decides when a program has to wait for its viewers: paused once the slowest viewer has HIGH bytes unpainted, until every viewer is down to
 * LOW. Without viewers nothing waits. Offsets are positions in the output stream.
 */
export class FlowControl<Viewer> {
  readonly #high: number;
  readonly #low: number;
  readonly #onChange: (paused: boolean) => void;
  readonly #painted = new Map<Viewer, number>();
  #sent = 0;
  #paused = false;

  constructor(onChange: (paused: boolean) => void, highBytes = HIGH_WATER_BYTES, lowBytes = LOW_WATER_BYTES) {
    this.#onChange = onChange;
    this.#high = highBytes;
    this.#low = lowBytes;
  }

  get paused(): boolean {
    return this.#paused;
  }

  /** Output up to this offset is on its way to every viewer. */
  sent(offset: number): void {
    this.#sent = offset;
    this.#decide();
  }

  /** A viewer begins (or begins anew after losing its connection) with everything up to offset painted. */
  attach(viewer: Viewer, offset: number): void {
    this.#painted.set(viewer, offset);
    this.#decide();
  }

  detach(viewer: Viewer): void {
    this.#painted.delete(viewer);
    this.#decide();
  }

  /** A viewer has painted up to offset. Late and impossible acknowledgements change nothing. */
  acknowledge(viewer: Viewer, offset: number): void {
    const before = this.#painted.get(viewer);
    if (before === undefined || offset <= before || offset > this.#sent) return;
    this.#painted.set(viewer, offset);
    this.#decide();
  }

  #decide(): void {
    const unpainted = this.#painted.size === 0 ? 0 : this.#sent - Math.min(...this.#painted.values());
    const paused = this.#paused ? unpainted > this.#low : unpainted >= this.#high;
    if (paused === this.#paused) return;
    this.#paused = paused;
    this.#onChange(paused);
  }
}
