import { Worker } from "node:worker_threads";
import type { CodeColours as Colours } from "../../../lib/contract/code-colours.ts";
import type { ColourAnswer, ColourRequest } from "./colour-worker.ts";

/** Longer than any fence to be read; what is longer stays plain. */
const MAX_LENGTH = 50_000;
/** All labs of a school, in both languages, are far below it. */
const MAX_KEPT_UNITS = 8 * 1024 * 1024;
/** A page does not wait longer for its colours; they are there the next time. */
const PATIENCE_MS = 1500;
/** A grammar that has not come to an end by then never will, or the machine is too busy to tell: so a text is given two tries. */
const HOPELESS_MS = 30_000;

export type ColourTimes = { patienceMs: number; hopelessMs: number };
type Waiting = { key: string; size: number; done: (colours: Colours) => void };

/**
 * Colours of code, told by a thread of its own, so that a large lab holds up nobody's terminal, and kept by text. Never fails: what cannot be
 * coloured, or not in time, is plain. The thread begins when it is first needed.
 */
export class CodeColours {
  readonly #kept = new Map<string, Promise<Colours>>();
  readonly #waiting = new Map<number, Waiting>();
  /** Texts over which the thread ended once. */
  readonly #blamed = new Set<string>();
  readonly #makeWorker: () => Worker;
  readonly #times: ColourTimes;
  #keptUnits = 0;
  #worker: Worker | null = null;
  #watchdog: NodeJS.Timeout | undefined;
  #seq = 0;

  constructor(
    makeWorker = () => new Worker(new URL("./colour-worker.ts", import.meta.url)),
    times: ColourTimes = { patienceMs: PATIENCE_MS, hopelessMs: HOPELESS_MS },
  ) {
    this.#makeWorker = makeWorker;
    this.#times = times;
  }

  /** @param language one of the fences' languages; any other is plain */
  of = (language: string, text: string): Promise<Colours> => {
    if (language === "text" || text.length > MAX_LENGTH) return Promise.resolve("");
    const key = `${language}\0${text}`;
    const kept = this.#kept.get(key);
    if (kept !== undefined) {
      // The last used stand last; the first ones go first.
      this.#kept.delete(key);
      this.#kept.set(key, kept);
    }
    return soon(kept ?? this.#ask(key, language, text), this.#times.patienceMs);
  };

  async close(): Promise<void> {
    clearTimeout(this.#watchdog);
    await this.#worker?.terminate();
  }

  #ask(key: string, language: string, text: string): Promise<Colours> {
    const asked = new Promise<Colours>((done) => {
      const seq = ++this.#seq;
      this.#waiting.set(seq, { key, size: key.length, done });
      this.#worker ??= this.#start();
      this.#worker.postMessage({ seq, language, text } satisfies ColourRequest);
      if (this.#waiting.size === 1) this.#watch();
    });
    this.#kept.set(key, asked);
    this.#keptUnits += key.length;
    for (const oldest of this.#kept.keys()) {
      if (this.#keptUnits <= MAX_KEPT_UNITS) break;
      this.#kept.delete(oldest);
      this.#keptUnits -= oldest.length;
    }
    return asked;
  }

  #start(): Worker {
    const worker = this.#makeWorker();
    worker.unref();
    worker.on("message", ({ seq, colours }: ColourAnswer) => {
      this.#waiting.get(seq)?.done(colours);
      this.#waiting.delete(seq);
      this.#watch();
    });
    const end = () => {
      if (this.#worker !== worker) return;
      this.#worker = null;
      const [hopeless, ...others] = this.#waiting.values();
      this.#waiting.clear();
      const again = hopeless !== undefined && !this.#blamed.has(hopeless.key) ? [hopeless, ...others] : others;
      // What it ended over a second time stays plain for good; the others may be asked for again.
      if (hopeless !== undefined) this.#blamed.add(hopeless.key);
      hopeless?.done("");
      for (const { key, size, done } of again) {
        if (this.#kept.delete(key)) this.#keptUnits -= size;
        done("");
      }
      clearTimeout(this.#watchdog);
    };
    worker.on("error", end);
    worker.on("exit", end);
    return worker;
  }

  #watch(): void {
    clearTimeout(this.#watchdog);
    if (this.#waiting.size === 0) return;
    this.#watchdog = setTimeout(() => void this.#worker?.terminate(), this.#times.hopelessMs);
    this.#watchdog.unref();
  }
}

/** What comes in time, else "". */
function soon(colours: Promise<Colours>, ms: number): Promise<Colours> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Colours>((resolve) => {
    timer = setTimeout(() => resolve(""), ms);
  });
  return Promise.race([colours, late]).finally(() => clearTimeout(timer));
}
