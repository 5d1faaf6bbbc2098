import { Duplex } from "node:stream";
import type { SandboxdClient } from "../../../lib/wire/connect-sandboxd.ts";

/** Larger pieces would stand in the way of others on the socket to sandboxd. */
const PIECE_BYTES = 64 * 1024;

/** A TCP connection into a sandbox, carried by calls to sandboxd. Each direction has one call under way at most: that is the back-pressure. */
export class SandboxStream extends Duplex {
  readonly #sandboxd: SandboxdClient;
  readonly #connection: number;
  #reading = false;

  constructor(sandboxd: SandboxdClient, connection: number) {
    super({ allowHalfOpen: true, emitClose: true });
    this.#sandboxd = sandboxd;
    this.#connection = connection;
  }

  override _read(): void {
    if (this.#reading) return;
    this.#reading = true;
    this.#pull().then(
      (data) => {
        this.#reading = false;
        this.push(data);
      },
      (error: Error) => this.destroy(error),
    );
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#send(chunk, false).then(() => done(), done);
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#send(Buffer.alloc(0), true).then(() => done(), done);
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#sandboxd.call("hangUp", { connection: this.#connection }).catch(() => undefined); // sandboxd went, and the connection with it
    done(error);
  }

  async #pull(): Promise<Buffer | null> {
    while (!this.destroyed) {
      const { data, ended } = await this.#sandboxd.call("readConnection", { connection: this.#connection });
      if (data.byteLength > 0) return Buffer.from(data.buffer, data.byteOffset, data.byteLength);
      if (ended) return null;
    }
    return null;
  }

  async #send(data: Buffer, end: boolean): Promise<void> {
    let at = 0;
    do {
      const piece = data.subarray(at, at + PIECE_BYTES);
      at += PIECE_BYTES;
      await this.#sandboxd.call("writeConnection", { connection: this.#connection, data: piece, end: end && at >= data.length });
    } while (at < data.length);
  }
}

/** @throws SandboxdError "refused" where nothing answers, "not-found" when the sandbox has ended, "too-many" */
export async function dialSandbox(sandboxd: SandboxdClient, sandbox: string, port: number): Promise<SandboxStream> {
  const { connection } = await sandboxd.call("dial", { sandbox, port });
  return new SandboxStream(sandboxd, connection);
}
