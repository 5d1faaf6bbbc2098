/** Lets through `burst` at once and `perSecond` on average. Starts full. */
export class TokenBucket {
  readonly #perSecond: number;
  readonly #burst: number;
  #level: number;
  #at: number;

  constructor({ perSecond, burst }: { perSecond: number; burst: number }, nowMs: number) {
    this.#perSecond = perSecond;
    this.#burst = burst;
    this.#level = burst;
    this.#at = nowMs;
  }

  /** Takes `amount` if it is there; false: refuse, nothing was taken. */
  take(amount: number, nowMs: number): boolean {
    this.#level = Math.min(this.#burst, this.#level + (Math.max(0, nowMs - this.#at) / 1000) * this.#perSecond);
    this.#at = nowMs;
    if (amount > this.#level) return false;
    this.#level -= amount;
    return true;
  }
}
