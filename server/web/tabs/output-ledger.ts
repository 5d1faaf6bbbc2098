/** A reader this far behind the fastest one holds it up soon: sandboxd pauses the program at 256 KiB unacknowledged. */
export const LAG_BYTES = 128 * 1024;
/** ... and is given so long to catch up. A background tab paints once a second. */
export const LAG_MS = 1500;
/** The browser acknowledges in steps of 32 KiB: within one step of the end it has painted what it was sent. */
const ACK_STEP_BYTES = 32 * 1024;

type Reader = { sent: number; acked: number; behindSince: number | null; live: boolean };

/**
 * Who has been sent and has painted how much of one terminal's output. A reader is live while output goes to it. One that stays behind the
 * fastest is taken off (the others go on); it takes the rest up later, from what it has.
 */
export class OutputLedger {
  readonly #readers = new Map<string, Reader>();
  /** Offset up to which output has come from sandboxd. */
  #end = 0;

  get end(): number {
    return this.#end;
  }

  get empty(): boolean {
    return this.#readers.size === 0;
  }

  /** Live from this offset on: what came before is in its replay. */
  join(reader: string, offset: number): void {
    this.#end = Math.max(this.#end, offset);
    this.#readers.set(reader, { sent: offset, acked: offset, behindSince: null, live: true });
  }

  leave(reader: string): void {
    this.#readers.delete(reader);
  }

  /** Output arrived: answers with the readers it goes to. */
  output(offset: number, bytes: number): string[] {
    this.#end = Math.max(this.#end, offset + bytes);
    const readers: string[] = [];
    for (const [id, reader] of this.#readers) {
      if (!reader.live || offset + bytes <= reader.sent) continue;
      reader.sent = offset + bytes;
      readers.push(id);
    }
    return readers;
  }

  /** What the reader has painted. An offset it was never sent is cut to what it was: nobody can promise to have read the future. */
  acknowledge(reader: string, offset: number, nowMs: number): void {
    const known = this.#readers.get(reader);
    if (!known) return;
    known.acked = Math.max(known.acked, Math.min(offset, known.sent));
    this.#markLaggards(nowMs);
  }

  /** No more output for this reader until it attaches again. */
  takeOff(reader: string): void {
    const known = this.#readers.get(reader);
    if (known) known.live = false;
  }

  /** Taken off, and has since painted what it was sent: it can go on. */
  canResume(reader: string): boolean {
    const known = this.#readers.get(reader);
    return known !== undefined && !known.live && known.sent - known.acked < ACK_STEP_BYTES;
  }

  /** Offset after the last byte that was sent to it. */
  sentTo(reader: string): number | null {
    return this.#readers.get(reader)?.sent ?? null;
  }

  /** Live readers that have been holding the fastest one up for LAG_MS. */
  laggards(nowMs: number): string[] {
    this.#markLaggards(nowMs);
    return [...this.#readers].flatMap(([id, { live, behindSince }]) =>
      live && behindSince !== null && nowMs - behindSince >= LAG_MS ? [id] : [],
    );
  }

  /** Somebody is behind: look again soon. */
  get watching(): boolean {
    return [...this.#readers.values()].some(({ live, behindSince }) => live && behindSince !== null);
  }

  /** What every live reader has painted: sandboxd may send up to its high mark past it. The end, where nobody reads. */
  floor(): number {
    const live = [...this.#readers.values()].filter((reader) => reader.live);
    return live.length === 0 ? this.#end : Math.min(...live.map(({ acked }) => acked));
  }

  #markLaggards(nowMs: number): void {
    const live = [...this.#readers.values()].filter((reader) => reader.live);
    const fastest = Math.max(...live.map(({ acked }) => acked));
    for (const reader of live) {
      if (fastest - reader.acked < LAG_BYTES) reader.behindSince = null;
      else reader.behindSince ??= nowMs;
    }
  }
}
