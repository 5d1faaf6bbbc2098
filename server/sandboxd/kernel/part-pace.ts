/** Readings of one part take at most one part in so many of the time, hints or no hints. */
const HINTED_SHARE = 4;
const UNHINTED_SHARE = 15;
/** Without a hint: at the earliest, usually at the latest, and at the latest while readings go on finding nothing new. */
const UNHINTED_MS = { usual: 300, fruitless: 2_000 };

export type PaceWish = {
  /** Milliseconds between two readings of a busy sandbox at the least. */
  leastMs: number;
  /** Milliseconds after which it is read even though the sandbox did nothing, because the kernel changes it by itself; null: it does not. */
  idleMs: number | null;
};

/**
 * When one part of a sandbox is read again. All times in ms of one clock that is not set. A part that is expensive to read, or that rarely
 * changes although the sandbox works, is read less often.
 */
export class PartPace {
  readonly #wish: PaceWish;
  #lastEnd = Number.NEGATIVE_INFINITY;
  #lastCost = 0;
  #fruitless = 0;
  #used = true;
  #rested = false;

  constructor(wish: PaceWish) {
    this.#wish = wish;
  }

  /** The sandbox used CPU: it may have changed something. */
  used(): void {
    this.#used = true;
  }

  /** What ran in the sandbox has come to its end: what it changed is changed, and a look now sees all of it. */
  rested(): void {
    this.#rested = this.#used;
  }

  get usedSinceRead(): boolean {
    return this.#used;
  }

  /** A reading begins: what happens from now on it may miss. */
  begin(): void {
    this.#used = false;
    this.#rested = false;
  }

  /** cost: in ms of processor time, not of the clock */
  end(now: number, cost: number, changed: boolean): void {
    this.#lastEnd = now;
    this.#lastCost = cost;
    this.#fruitless = changed ? 0 : this.#fruitless + 1;
  }

  /** Whether it is time to read without any hint. */
  isDue(now: number): boolean {
    const since = now - this.#lastEnd;
    if (this.#rested && now >= this.readyAt()) return true;
    if (this.#used) return since >= this.#unhintedMs();
    return since >= this.#idleMs();
  }

  /** Whether it would be read soon although the sandbox does nothing: then it shares the reading of whatever is due, and with it the scan. */
  joins(now: number): boolean {
    return !this.#used && now - this.#lastEnd >= this.#idleMs() / 2;
  }

  /** From when on a hint may be followed. */
  readyAt(): number {
    return this.#lastEnd + this.#lastCost * HINTED_SHARE;
  }

  #idleMs(): number {
    return this.#wish.idleMs === null ? Number.POSITIVE_INFINITY : Math.max(this.#wish.idleMs, this.#lastCost * UNHINTED_SHARE);
  }

  #unhintedMs(): number {
    const fair = this.#lastCost * UNHINTED_SHARE;
    const most = Math.max(UNHINTED_MS.usual, fair, Math.min(fair * 3, UNHINTED_MS.fruitless));
    return Math.min(most, Math.max(this.#wish.leastMs, fair * (1 + this.#fruitless / 2)));
  }
}
