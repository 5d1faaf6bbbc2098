/** Spreads bytes over time: `burst` at once, then `perSecond` on average. */
export class Pace {
  readonly #perSecond: number;
  readonly #burst: number;
  /** When all that was taken is paid for, in ms. */
  #paidAt = 0;

  constructor({ perSecond, burst }: { perSecond: number; burst: number }) {
    this.#perSecond = perSecond;
    this.#burst = burst;
  }

  /** Takes `bytes` and says for how many ms whoever moved them should move no more. */
  take(bytes: number, nowMs: number): number {
    this.#paidAt = Math.max(this.#paidAt, nowMs) + (bytes / this.#perSecond) * 1000;
    return Math.max(0, this.#paidAt - nowMs - (this.#burst / this.#perSecond) * 1000);
  }
}
