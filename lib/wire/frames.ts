/** A view of a large sandbox is well under 1 MiB and putFiles carries a lab's files; nothing honest comes near this. */
export const FRAME_CAP_BYTES = 32 * 1024 * 1024;
const HEADER_BYTES = 4;

/** The peer broke the framing: the connection cannot be read any further. */
export class FrameError extends Error {
  override readonly name = "FrameError";
}

/** The four bytes before a payload: its length, big-endian. */
export function frameHeader(payloadBytes: number, capBytes = FRAME_CAP_BYTES): Buffer {
  if (payloadBytes > capBytes) throw new FrameError(`a message of ${payloadBytes} bytes is over the cap of ${capBytes}`);
  const header = Buffer.allocUnsafe(HEADER_BYTES);
  header.writeUInt32BE(payloadBytes);
  return header;
}

/** Cuts a byte stream back into payloads, whatever pieces it arrives in. Holds at most one frame. */
export class FrameDecoder {
  readonly #capBytes: number;
  #pieces: Buffer[] = [];
  #held = 0;
  /** Payload length of the frame being received; null while its header is incomplete. */
  #payloadBytes: number | null = null;

  constructor(capBytes = FRAME_CAP_BYTES) {
    this.#capBytes = capBytes;
  }

  /** @throws FrameError when a header announces more than the cap; the decoder is then of no further use */
  push(piece: Buffer): Buffer[] {
    this.#pieces.push(piece);
    this.#held += piece.length;
    const payloads: Buffer[] = [];
    for (;;) {
      if (this.#payloadBytes === null) {
        if (this.#held < HEADER_BYTES) return payloads;
        this.#payloadBytes = this.#take(HEADER_BYTES).readUInt32BE();
        if (this.#payloadBytes > this.#capBytes)
          throw new FrameError(`a frame of ${this.#payloadBytes} bytes was announced, the cap is ${this.#capBytes}`);
      }
      if (this.#held < this.#payloadBytes) return payloads;
      payloads.push(this.#take(this.#payloadBytes));
      this.#payloadBytes = null;
    }
  }

  #take(bytes: number): Buffer {
    const [first] = this.#pieces;
    const whole = this.#pieces.length === 1 && first ? first : Buffer.concat(this.#pieces, this.#held);
    const rest = whole.subarray(bytes);
    this.#pieces = rest.length > 0 ? [rest] : [];
    this.#held = rest.length;
    return whole.subarray(0, bytes);
  }
}
