import { AckCounter } from "../../../components/terminal/ack-counter.ts";
import { cutInput } from "../../../components/terminal/cut-input.ts";
import type { TerminalPort, TerminalSink } from "../../../components/terminal/terminal-port.ts";
import { ACK_EVERY_BYTES, MAX_INPUT_BYTES } from "../../../lib/contract/browser-protocol.ts";
import type { LabWire } from "./lab-wire.ts";

/**
 * One terminal's bytes between the wire and its screen. Output is a stream with offsets: after a lost connection the server is told how far
 * this screen has come, and sends the rest, or the whole screen where too much was missed.
 */
export class TerminalFeed implements TerminalPort {
  readonly #wire: LabWire;
  readonly #terminal: string;
  #sink: TerminalSink | null = null;
  /** Offset of the next byte the screen expects; null until it has had any. */
  #next: number | null = null;
  #acks = new AckCounter(ACK_EVERY_BYTES, 0);
  #size: { cols: number; rows: number } | null = null;
  /** Output that arrives while an attach is under way; null when none is. */
  #held: { offset: number; data: Uint8Array }[] | null = null;
  #attempt = 0;

  constructor(wire: LabWire, terminal: string) {
    this.#wire = wire;
    this.#terminal = terminal;
  }

  connect(sink: TerminalSink): () => void {
    this.#sink = sink;
    this.#next = null;
    void this.#attach();
    return () => {
      if (this.#sink !== sink) return;
      this.#sink = null;
      this.#attempt += 1;
    };
  }

  send(data: Uint8Array<ArrayBuffer>): void {
    for (const piece of cutInput(data, MAX_INPUT_BYTES))
      this.#wire.signal("terminal:input", { terminal: this.#terminal, data: piece });
  }

  resize(cols: number, rows: number): void {
    this.#size = { cols, rows };
    this.#wire.signal("terminal:resize", { terminal: this.#terminal, cols, rows });
  }

  /** Live output from the wire; offset is that of its first byte. */
  receive(offset: number, data: Uint8Array): void {
    if (this.#held) this.#held.push({ offset, data });
    else this.#paint(offset, data);
  }

  /** The connection is back. */
  resume(): void {
    if (this.#sink) void this.#attach();
  }

  async #attach(): Promise<void> {
    const attempt = ++this.#attempt;
    const held: { offset: number; data: Uint8Array }[] = [];
    this.#held = held;
    const answer = await this.#wire.call("terminal:attach", { terminal: this.#terminal, have: this.#next });
    const sink = this.#sink;
    if (attempt !== this.#attempt || !sink) return;
    this.#held = null;
    if (!answer.ok) {
      if (answer.code !== "offline") sink.gone();
      return;
    }
    const { kind, data, offset, cols, rows } = answer.value;
    if (kind === "screen") sink.reset(cols, rows);
    this.#acks = new AckCounter(ACK_EVERY_BYTES, offset - data.byteLength);
    this.#next = offset;
    sink.write(data, () => {
      this.#painted(offset);
      if (kind === "screen") sink.settled();
    });
    if (this.#size) this.resize(this.#size.cols, this.#size.rows);
    for (const output of held) this.#paint(output.offset, output.data);
  }

  #paint(offset: number, data: Uint8Array): void {
    const sink = this.#sink;
    if (!sink || this.#next === null) return;
    // A gap means output was lost on the way: ask again from what this screen has.
    if (offset > this.#next) return void this.#attach();
    const fresh = data.subarray(this.#next - offset);
    if (fresh.byteLength === 0) return;
    const end = offset + data.byteLength;
    this.#next = end;
    sink.write(fresh, () => this.#painted(end));
  }

  #painted(offset: number): void {
    const ack = this.#acks.painted(offset);
    if (ack !== null) this.#wire.signal("terminal:ack", { terminal: this.#terminal, offset: ack });
  }
}
