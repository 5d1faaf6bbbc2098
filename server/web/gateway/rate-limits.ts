import {
  type BrowserCallName,
  BrowserCalls,
  type BrowserSignalName,
  MAX_INPUT_BYTES,
} from "../../../lib/contract/browser-protocol.ts";
import { TokenBucket } from "./token-bucket.ts";

/** Calls that start processes or sandboxes; the rest are cheap. */
const HEAVY = new Set<BrowserCallName>([
  "lab:open",
  "lab:restart",
  "step:enter",
  "step:check",
  "step:reset",
  "terminal:open",
  "trace:start",
  "author:run",
]);

const isFile = (name: BrowserCallName): boolean => name.startsWith("file:");

/** Per person, however many tabs. Typing and pasting are generous, what costs processes is strict. */
const RATES = {
  call: { perSecond: 10, burst: 100 },
  heavy: { perSecond: 1, burst: 30 },
  /** Each runs a process in the sandbox for about a tenth of a second. */
  file: { perSecond: 4, burst: 60 },
  input: { perSecond: 500, burst: 2000 },
  inputBytes: { perSecond: 1024 * 1024, burst: 8 * 1024 * 1024 },
  /** One per 32 KiB painted; xterm paints up to 35 MB/s. */
  ack: { perSecond: 3000, burst: 6000 },
  resize: { perSecond: 60, burst: 300 },
  /** Complaints to a sender that floods. */
  refusal: { perSecond: 2, burst: 20 },
} as const;
type Rate = keyof typeof RATES;

export class RateLimits {
  readonly #buckets: Record<Rate, TokenBucket>;

  constructor(nowMs: number) {
    const entries = (Object.keys(RATES) as Rate[]).map((rate) => [rate, new TokenBucket(RATES[rate], nowMs)]);
    this.#buckets = Object.fromEntries(entries) as Record<Rate, TokenBucket>;
  }

  allowsCall(name: BrowserCallName, nowMs: number): boolean {
    if (!this.#buckets.call.take(1, nowMs)) return false;
    if (HEAVY.has(name)) return this.#buckets.heavy.take(1, nowMs);
    return !isFile(name) || this.#buckets.file.take(1, nowMs);
  }

  allowsSignal(name: BrowserSignalName, bytes: number, nowMs: number): boolean {
    if (name === "terminal:ack") return this.#buckets.ack.take(1, nowMs);
    if (name === "terminal:resize") return this.#buckets.resize.take(1, nowMs);
    return this.#buckets.input.take(1, nowMs) && this.#buckets.inputBytes.take(Math.min(bytes, MAX_INPUT_BYTES), nowMs);
  }

  allowsRefusal(nowMs: number): boolean {
    return this.#buckets.refusal.take(1, nowMs);
  }
}

export const isCall = (event: unknown): event is BrowserCallName =>
  typeof event === "string" && Object.hasOwn(BrowserCalls, event);
