import serialize from "@xterm/addon-serialize";
import unicode11 from "@xterm/addon-unicode11";
import headless from "@xterm/headless";
import { completePrefixLength } from "./complete-prefix.ts";
import { watchPrivateModes } from "./private-modes.ts";
import { paintStyledBlanks } from "./styled-blanks.ts";

/** Lines above the screen that survive a reload: about 2 MiB at 80 columns when full. */
export const SCROLLBACK_LINES = 1000;
/** A pty waits while this much is unparsed; xterm parses about 30 MB/s, so no other terminal waits longer than 2 ms for it. */
const BUSY_BYTES = 64 * 1024;
const READY_BYTES = 16 * 1024;
/** No honest escape sequence is longer; a program that opens one and never ends it is not waited for. */
const LONGEST_SEQUENCE_BYTES = 4 * 1024;

const NOTHING = Buffer.alloc(0);

/** A terminal without a display that knows what the screen looks like, fed with the same bytes as the viewers. */
export class Screen {
  readonly #terminal: headless.Terminal;
  readonly #serializer = new serialize.SerializeAddon();
  readonly #privateModes: () => string;
  readonly #onBusy: (busy: boolean) => void;
  /** The beginning of a character or sequence whose end has not come yet. */
  #held: Buffer = NOTHING;
  #unparsed = 0;
  #busy = false;
  #disposed = false;

  /** onBusy: true when so much is unparsed that the program should wait, false when it may go on. */
  constructor(cols: number, rows: number, onBusy: (busy: boolean) => void) {
    // Malformed sequences are a student's business, not a line in our log.
    const quiet = { logLevel: "off", allowProposedApi: true } as const;
    this.#terminal = new headless.Terminal({ cols, rows, scrollback: SCROLLBACK_LINES, ...quiet });
    this.#onBusy = onBusy;
    // The same widths as in the browser, or a line of emoji would wrap elsewhere.
    this.#terminal.loadAddon(new unicode11.Unicode11Addon() as unknown as headless.ITerminalAddon);
    this.#terminal.unicode.activeVersion = "11";
    this.#terminal.loadAddon(this.#serializer as unknown as headless.ITerminalAddon);
    this.#privateModes = watchPrivateModes(this.#terminal);
  }

  write(data: Buffer): void {
    const bytes = this.#held.length > 0 ? Buffer.concat([this.#held, data]) : data;
    const complete = completePrefixLength(bytes);
    const feed = bytes.length - complete > LONGEST_SEQUENCE_BYTES ? bytes.length : complete;
    this.#held = feed === bytes.length ? NOTHING : Buffer.from(bytes.subarray(feed));
    if (feed === 0) return;
    this.#unparsed += feed;
    this.#terminal.write(bytes.subarray(0, feed), () => {
      this.#unparsed -= feed;
      this.#report();
    });
    this.#report();
  }

  /** Takes effect after everything written so far, as it did for the program. */
  resize(cols: number, rows: number): void {
    this.#terminal.write("", () => {
      if (!this.#disposed) this.#terminal.resize(cols, rows);
    });
  }

  /**
   * Calls back with the bytes that paint the screen as of this call on a terminal that was just reset, once everything written before is
   * parsed. What is written meanwhile is not in it.
   */
  capture(use: (screen: Buffer) => void): void {
    const held = this.#held;
    this.#terminal.write("", () => {
      if (this.#disposed) return;
      const text = this.#serializer.serialize({ scrollback: SCROLLBACK_LINES });
      const painted = text + paintStyledBlanks(this.#terminal) + this.#privateModes();
      use(Buffer.concat([Buffer.from(painted), held]));
    });
  }

  dispose(): void {
    this.#disposed = true;
    this.#terminal.dispose();
  }

  #report(): void {
    const busy = this.#unparsed > (this.#busy ? READY_BYTES : BUSY_BYTES);
    if (busy === this.#busy || this.#disposed) return;
    this.#busy = busy;
    this.#onBusy(busy);
  }
}
