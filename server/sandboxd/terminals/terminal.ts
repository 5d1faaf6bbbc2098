import type { z } from "zod";
import type { TerminalInfo } from "../../../lib/contract/sandbox.ts";
import type { Replay } from "../../../lib/contract/sandboxd-protocol.ts";
import { SandboxdError } from "../../../lib/wire/sandboxd-error.ts";
import type { Clock } from "./clock.ts";
import { FlowControl } from "./flow-control.ts";
import type { HostPty, HostPtyEvents } from "./host-pty.ts";
import { InputQueue } from "./input-queue.ts";
import { OutputBatcher } from "./output-batcher.ts";
import { OutputRing } from "./output-ring.ts";
import { Screen } from "./screen.ts";
import { UnwatchedPace } from "./unwatched-pace.ts";

/** Before this much was printed the ring alone can rebuild the screen, and no headless terminal is kept. */
const SCREEN_AFTER_BYTES = 64 * 1024;

/** Somebody who sees this terminal's output. */
export type Viewer = { output(terminal: string, offset: number, data: Buffer): void };

export type TerminalOptions = {
  id: string;
  sandbox: string;
  name: string;
  cols: number;
  rows: number;
  /** Starts the program, or takes over one that has printed nothing yet. */
  start: (events: HostPtyEvents) => HostPty;
  clock: Clock;
  onExit: (exitCode: number | null) => void;
};

type SentReplay = z.input<typeof Replay>;
type Size = { offset: number; cols: number; rows: number };

/** One shell on a pty: its output for any number of viewers, its screen for those who come later, its input in order. */
export class Terminal {
  readonly id: string;
  readonly sandbox: string;
  readonly #name: string;
  readonly #pty: HostPty;
  readonly #ring = new OutputRing();
  readonly #batcher: OutputBatcher;
  readonly #input: InputQueue;
  readonly #viewers = new Set<Viewer>();
  readonly #flow: FlowControl<Viewer>;
  readonly #unwatched: UnwatchedPace;
  /** Sizes since the beginning by output offset, until a screen takes over. */
  #sizes: Size[];
  #screen: Screen | null = null;
  #screenBusy = false;
  #reading = true;
  /** Offset of the first byte not yet sent to the viewers. */
  #sent = 0;
  /** Viewers that wait for a captured screen. */
  readonly #waiting = new Set<(error: Error) => void>();
  #exit: { code: number | null } | null = null;

  constructor({ id, sandbox, name, cols, rows, start, clock, onExit }: TerminalOptions) {
    this.id = id;
    this.sandbox = sandbox;
    this.#name = name;
    this.#sizes = [{ offset: 0, cols, rows }];
    this.#batcher = new OutputBatcher((data) => this.#send(data), clock);
    this.#flow = new FlowControl(() => this.#decideReading());
    this.#unwatched = new UnwatchedPace(() => this.#decideReading(), clock);
    this.#pty = start({
      onData: (data) => this.#receive(data),
      onExit: (code) => {
        this.#batcher.flush();
        this.#input.stop();
        this.#unwatched.release();
        this.#exit = { code };
        onExit(code);
      },
    });
    this.#input = new InputQueue((data) => this.#pty.write(data), clock);
  }

  get info(): TerminalInfo {
    const { cols, rows } = this.#sizes.at(-1)!;
    const exitCode = this.#exit ? (this.#exit.code ?? KILLED_EXIT_CODE) : null;
    return { id: this.id, sandbox: this.sandbox, name: this.#name, cols, rows, exitCode };
  }

  get exited(): boolean {
    return this.#exit !== null;
  }

  /** To be called when the runtime's relay has set up the pty and the shell has printed nothing yet. */
  passOutputThrough(): Promise<void> {
    return this.#pty.passOutputThrough();
  }

  /** The shell is under the student's limits: input flows from now on. */
  startInput(): void {
    if (!this.#exit) this.#input.start();
  }

  /** false: the program reads nothing and this was not taken. */
  write(data: Buffer): boolean {
    return this.#exit !== null || this.#input.push(data);
  }

  resize(cols: number, rows: number): void {
    const now = this.#sizes.at(-1)!;
    if (now.cols === cols && now.rows === rows) return;
    const size = { offset: this.#ring.end, cols, rows };
    if (this.#screen) {
      this.#screen.resize(cols, rows);
      this.#sizes = [size];
    } else {
      this.#sizes.push(size);
      // Each size costs a reflow when the screen is made; someone dragging a window edge must not pile them up.
      if (this.#sizes.length > 256) this.#ensureScreen();
    }
    this.#pty.resize(cols, rows);
  }

  /** Shows the viewer what it missed; everything after Replay.offset follows as output, in order and without a gap. */
  async attach(viewer: Viewer, have: number | null): Promise<SentReplay> {
    const missed = have === null ? null : this.#ring.readFrom(have);
    if (missed) return this.#begin(viewer, "bytes", missed);
    for (;;) {
      const { offset, screen } = await this.#captureScreen();
      const since = this.#ring.readFrom(offset);
      if (since) return this.#begin(viewer, "screen", Buffer.concat([screen, since]));
    }
  }

  detach(viewer: Viewer): void {
    this.#viewers.delete(viewer);
    this.#flow.detach(viewer);
  }

  acknowledge(viewer: Viewer, offset: number): void {
    this.#flow.acknowledge(viewer, offset);
  }

  /** Ends the runtime's relay and forgets the screen. What runs inside is the caller's to end. */
  dispose(): void {
    this.#pty.kill();
    this.#unwatched.release();
    this.#screen?.dispose();
    this.#viewers.clear();
    for (const reject of this.#waiting) reject(new SandboxdError("not-found", "This terminal has ended."));
  }

  #begin(viewer: Viewer, kind: SentReplay["kind"], data: Buffer): SentReplay {
    this.#batcher.flush();
    this.#viewers.add(viewer);
    this.#unwatched.release();
    this.#flow.attach(viewer, this.#ring.end);
    const { cols, rows } = this.#sizes.at(-1)!;
    return { kind, data, offset: this.#ring.end, cols, rows };
  }

  #receive(data: Buffer): void {
    if (!this.#screen && this.#ring.end + data.length > SCREEN_AFTER_BYTES) this.#ensureScreen();
    this.#ring.append(data);
    this.#screen?.write(data);
    this.#batcher.push(data);
    if (this.#viewers.size === 0 && this.#exit === null) this.#unwatched.printed(data.length);
  }

  #send(data: Buffer): void {
    const offset = this.#sent;
    this.#sent += data.length;
    for (const viewer of this.#viewers) viewer.output(this.id, offset, data);
    this.#flow.sent(this.#sent);
  }

  #captureScreen(): Promise<{ offset: number; screen: Buffer }> {
    const offset = this.#ring.end;
    return new Promise((resolve, reject) => {
      this.#waiting.add(reject);
      this.#ensureScreen().capture((screen) => {
        this.#waiting.delete(reject);
        resolve({ offset, screen });
      });
    });
  }

  /** Makes the headless terminal and shows it everything so far, each size at its place. */
  #ensureScreen(): Screen {
    if (this.#screen) return this.#screen;
    const [first, ...later] = this.#sizes as [Size, ...Size[]];
    const screen = new Screen(first.cols, first.rows, (busy) => {
      this.#screenBusy = busy;
      this.#decideReading();
    });
    const printed = this.#ring.readFrom(0) ?? Buffer.alloc(0);
    let shown = 0;
    for (const size of later) {
      screen.write(printed.subarray(shown, size.offset));
      screen.resize(size.cols, size.rows);
      shown = size.offset;
    }
    screen.write(printed.subarray(shown));
    this.#sizes = [this.#sizes.at(-1)!];
    this.#screen = screen;
    return screen;
  }

  #decideReading(): void {
    const reading = !this.#flow.paused && !this.#screenBusy && !this.#unwatched.holds;
    if (reading === this.#reading) return;
    this.#reading = reading;
    if (reading) this.#pty.resume();
    else this.#pty.pause();
  }
}

/** What a shell would report for a program that was ended by SIGKILL. */
const KILLED_EXIT_CODE = 137;
