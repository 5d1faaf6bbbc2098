import { PART_BYTES, TRANSFER_CAP_BYTES } from "../../../lib/contract/files.ts";
import { TokenBucket } from "../gateway/token-bucket.ts";

const MOST_AT_ONCE = 2;
/** Whoever stayed away for so long starts with a full bucket anyway. */
const FORGET_MS = 120_000;

/** How much a person may send and fetch: two transfers at once, four of the largest in a burst, then 4 MiB a second. */
export class TransferLimits {
  readonly #people = new Map<string, { running: number; parts: TokenBucket; seen: number }>();

  /** False: not now. Otherwise end() must follow. */
  begin(person: string, bytes: number, nowMs: number): boolean {
    for (const [id, { running, seen }] of this.#people) if (running === 0 && nowMs - seen > FORGET_MS) this.#people.delete(id);
    const entry = this.#people.get(person) ?? { running: 0, parts: new TokenBucket(RATE, nowMs), seen: nowMs };
    this.#people.set(person, entry);
    entry.seen = nowMs;
    if (entry.running >= MOST_AT_ONCE || !entry.parts.take(1 + Math.ceil(bytes / PART_BYTES), nowMs)) return false;
    entry.running += 1;
    return true;
  }

  /** One more part of a download: false, not yet. */
  allowsPart(person: string, nowMs: number): boolean {
    return this.#people.get(person)?.parts.take(1, nowMs) ?? false;
  }

  end(person: string): void {
    const entry = this.#people.get(person);
    if (entry) entry.running -= 1;
  }
}

const RATE = { perSecond: 4, burst: (4 * TRANSFER_CAP_BYTES) / PART_BYTES + 32 };
