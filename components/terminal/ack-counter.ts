/**
 * Says when to acknowledge painted output. The server pauses a shell whose output nobody paints, so an acknowledgement must come at least
 * every `every` bytes, and need not come more often.
 */
export class AckCounter {
  readonly #every: number;
  #acked: number;

  constructor(every: number, from: number) {
    this.#every = every;
    this.#acked = from;
  }

  /** Output is painted up to this offset. Answers with the offset to acknowledge now, null for not yet. */
  painted(offset: number): number | null {
    if (offset - this.#acked < this.#every) return null;
    this.#acked = offset;
    return offset;
  }
}
