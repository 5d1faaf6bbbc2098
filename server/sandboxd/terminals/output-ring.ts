const FIRST_BYTES = 4 * 1024;

/**
 * The last bytes of an output stream, addressed by their offset in the stream. Begins small and doubles up to its capacity: most terminals
 * never print 128 KiB, and an idle one should cost next to nothing.
 */
export class OutputRing {
  readonly #capacity: number;
  #buffer: Buffer;
  #end = 0;

  constructor(capacityBytes = 128 * 1024) {
    this.#capacity = capacityBytes;
    this.#buffer = Buffer.allocUnsafeSlow(Math.min(FIRST_BYTES, capacityBytes));
  }

  /** Offset of the next byte to come. */
  get end(): number {
    return this.#end;
  }

  /** Offset of the oldest byte still held. */
  get start(): number {
    return Math.max(0, this.#end - this.#buffer.length);
  }

  append(data: Buffer): void {
    this.#growFor(this.#end + data.length);
    const size = this.#buffer.length;
    const kept = data.length > size ? data.subarray(data.length - size) : data;
    const at = (this.#end + data.length - kept.length) % size;
    const untilEdge = kept.copy(this.#buffer, at);
    if (untilEdge < kept.length) kept.copy(this.#buffer, 0, untilEdge);
    this.#end += data.length;
  }

  /** A copy of everything from this offset on; null when part of it was overrun or has not been written yet. */
  readFrom(offset: number): Buffer | null {
    if (offset < this.start || offset > this.#end) return null;
    const bytes = Buffer.allocUnsafe(this.#end - offset);
    const at = offset % this.#buffer.length;
    const untilEdge = this.#buffer.copy(bytes, 0, at, Math.min(this.#buffer.length, at + bytes.length));
    if (untilEdge < bytes.length) this.#buffer.copy(bytes, untilEdge, 0, bytes.length - untilEdge);
    return bytes;
  }

  /** Only ever grows before the first wrap, when offset and position are the same. */
  #growFor(end: number): void {
    if (end <= this.#buffer.length || this.#buffer.length === this.#capacity) return;
    let size = this.#buffer.length;
    while (size < end && size < this.#capacity) size = Math.min(size * 2, this.#capacity);
    const grown = Buffer.allocUnsafeSlow(size);
    this.#buffer.copy(grown, 0, 0, this.#end);
    this.#buffer = grown;
  }
}
