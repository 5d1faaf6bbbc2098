import type { Locale } from "../../../../lib/contract/ids.ts";
import type { PacketTrace, TracedHop } from "../../../../lib/contract/kernel/packet-trace.ts";
import type { Undrawn } from "./plan-walk.ts";
import { traceTexts as en } from "./texts-en.ts";
import { traceTexts as zh } from "./texts-zh.ts";

/** Every sentence and label of traced packets in one language. Names in them are escaped by the caller. */
export type TraceTexts = {
  button: string;
  buttonWhy: (seconds: number) => string;
  starting: string;
  stop: string;
  close: string;
  title: string;
  listening: (namespaces: number) => string;
  secondsLeft: (seconds: number) => string;
  framesSoFar: (frames: number) => string;
  gathering: string;
  overdue: string;
  refused: (why: string) => string;
  /** Why it was refused, by the answer's code; other codes are told in their own words. */
  refusals: Record<string, string>;
  nothing: string;
  tryThis: string;
  summary: (packets: number, frames: number) => string;
  because: Record<NonNullable<PacketTrace["endedBecause"]>, (frames: number) => string>;
  dropped: (frames: number) => string;
  notHeard: (where: string, why: string) => string;
  list: string;
  listHint: string;
  seenAt: (interfaces: number) => string;
  translatedShort: string;
  packet: (at: number, of: number) => string;
  allPackets: string;
  hops: string;
  /** where: "" is the sandbox. */
  linkAt: (name: string, where: string) => string;
  out: (link: string) => string;
  in: (link: string) => string;
  portOf: (bridge: string) => string;
  here: string;
  gone: string;
  kinds: Record<TracedHop["kind"], string>;
  bridgedBy: (bridge: string) => string;
  forwardedBy: (where: string) => string;
  lives: (before: number, after: number) => string;
  copied: (count: number) => string;
  translation: Record<"source" | "destination", (before: string, after: string, where: string) => string>;
  tuples: { original: string; reply: string; none: string };
  beyond: string;
  itsAddress: (address: string, where: string) => string;
  undrawn: Record<Undrawn, string>;
  replay: {
    play: string;
    pause: string;
    pauseWhy: string;
    back: string;
    next: string;
    all: string;
    speed: string;
    controls: string;
    step: (at: number, of: number) => string;
    still: string;
    hiddenInTable: string;
  };
  pace: (real: string, shown: string, factor: string) => string;
  factor: {
    slower: (times: string) => string;
    atLeast: (times: string) => string;
    faster: (times: string) => string;
    same: string;
  };
  lessThanMicro: string;
  until: (least: string, most: string) => string;
  tab: string;
  directions: { in: string; out: string };
  columns: Record<string, string>;
};

export const traceTexts = (locale: Locale): TraceTexts => (locale === "zh-CN" ? zh : en);
