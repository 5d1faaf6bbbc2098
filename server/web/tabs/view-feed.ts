import { mergeUpdates } from "../../../lib/contract/kernel/apply-update.ts";
import type { PacketTrace } from "../../../lib/contract/kernel/packet-trace.ts";
import type { KernelConfirmation, KernelUpdate } from "../../../lib/contract/kernel-view.ts";
import type { Tab } from "./tab.ts";

/** With this much unsent an update would arrive stale: wait and send all that is new then as one. */
const CONGESTED_BYTES = 256 * 1024;
const LOOK_AGAIN_MS = 50;

/** Kernel updates for one tab: what waits is one update, never a queue. */
export class ViewFeed {
  readonly #tab: Pick<Tab, "emit" | "bufferedBytes">;
  #latest: KernelUpdate | null = null;
  /** One that ended and was not sent yet. */
  #trace: PacketTrace | null = null;
  #timer: NodeJS.Timeout | undefined;

  constructor(tab: Pick<Tab, "emit" | "bufferedBytes">) {
    this.#tab = tab;
  }

  offer(update: KernelUpdate): void {
    this.#latest = this.#latest ? mergeUpdates(this.#latest, update) : update;
    this.#flush();
  }

  /** Never delayed, only left out: one that waited for a full line, or for the view it is about, would arrive old, and the next one follows soon. */
  confirm(confirmation: KernelConfirmation): void {
    if (this.#latest === null && this.#tab.bufferedBytes() <= CONGESTED_BYTES) this.#tab.emit("kernel:confirmed", confirmation);
  }

  /** The tab is about to get a whole view: updates of the one before are of no use to it. */
  begin(): void {
    this.#latest = null;
  }

  /** How a trace gets on is left out rather than late; how it ended waits until the line is free. */
  trace(trace: PacketTrace): void {
    if (trace.state === "ended") {
      this.#trace = trace;
      this.#flush();
    } else if (this.#tab.bufferedBytes() <= CONGESTED_BYTES) this.#tab.emit("packet:trace", trace);
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#latest = null;
    this.#trace = null;
  }

  #flush(): void {
    if (this.#latest === null && this.#trace === null) return;
    if (this.#tab.bufferedBytes() > CONGESTED_BYTES) {
      this.#timer ??= setTimeout(() => {
        this.#timer = undefined;
        this.#flush();
      }, LOOK_AGAIN_MS);
      return;
    }
    // The view first: a trace names interfaces of it.
    if (this.#latest) this.#tab.emit("kernel:update", this.#latest);
    if (this.#trace) this.#tab.emit("packet:trace", this.#trace);
    this.#latest = this.#trace = null;
  }
}
