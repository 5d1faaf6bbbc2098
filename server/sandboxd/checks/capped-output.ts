/** What an author or a learner could still read. */
export const OUTPUT_CAP_BYTES = 64 * 1024;

/** Keeps the beginning of an output and counts the rest. */
export class CappedOutput {
  readonly #cap: number;
  #kept: Buffer[] = [];
  #keptBytes = 0;
  #seen = 0;

  constructor(capBytes = OUTPUT_CAP_BYTES) {
    this.#cap = capBytes;
  }

  push(data: Buffer): void {
    this.#seen += data.length;
    const kept = data.subarray(0, this.#cap - this.#keptBytes);
    if (kept.length === 0) return;
    this.#kept.push(Buffer.from(kept));
    this.#keptBytes += kept.length;
  }

  /** Bytes that came, kept or not. */
  get seen(): number {
    return this.#seen;
  }

  get truncated(): boolean {
    return this.#seen > this.#keptBytes;
  }

  get capBytes(): number {
    return this.#cap;
  }

  get bytes(): Buffer {
    return Buffer.concat(this.#kept);
  }

  /** As text; what is no UTF-8 becomes U+FFFD. */
  get text(): string {
    return this.bytes.toString("utf8");
  }
}
