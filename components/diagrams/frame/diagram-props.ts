import type { Locale } from "../../../lib/contract/ids.ts";
import type { PacketTrace } from "../../../lib/contract/kernel/packet-trace.ts";
import type { KernelView } from "../../../lib/contract/kernel-view.ts";

/** What the Network diagram needs to trace packets. */
export type TraceProps = {
  /** The trace that runs or ran last; null before the first. */
  trace: PacketTrace | null;
  /** Captures for so many seconds. The answer comes once it has begun or was refused. */
  start: (seconds: number) => Promise<void> | void;
  stop: () => void;
  /** Why the last start was refused. */
  error: { code: string; error: string } | null;
};

/** What every diagram takes. Props in, callbacks out; a diagram knows no sockets. */
export type DiagramProps = {
  /** The newest view that arrived; null before the first. */
  view: KernelView | null;
  /** What to show first: a mount point, a namespace's name, a cgroup's path; null for the diagram's own choice. */
  focus: string | null;
  locale: Locale;
  /** Unix ms on the clock that `sampledAt` and `confirmedAt` are on. */
  now: () => number;
  /** When the view was last confirmed to be still true; null: it never was. Left out: the view's own sampledAt. */
  confirmedAt?: number | null;
  connected: boolean;
  /** Types a command into the terminal without Enter; left out where no terminal is there. */
  onTypeInTerminal?: (command: string) => void;
  /** Left out where no packets can be traced. */
  trace?: TraceProps;
};
