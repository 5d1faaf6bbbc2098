import { toUpdate } from "../../../lib/contract/kernel/apply-update.ts";
import type { PacketTrace } from "../../../lib/contract/kernel/packet-trace.ts";
import type { KernelConfirmation, KernelScope, KernelUpdate, KernelView } from "../../../lib/contract/kernel-view.ts";
import type { Tab } from "../tabs/tab.ts";
import { ViewFeed } from "../tabs/view-feed.ts";
import type { World } from "../world.ts";
import type { Seat } from "./seat.ts";

/** Which tabs of a seat look at which parts of the kernel; sandboxd reads what somebody looks at, and nothing else. */
export class KernelWatch {
  readonly #world: World;
  readonly #seat: Seat;
  readonly #watchers = new Map<string, { scopes: KernelScope[]; feed: ViewFeed }>();

  /** The trace that runs. */
  #trace: PacketTrace | null = null;
  #endedTrace = "";

  constructor(world: World, seat: Seat) {
    this.#world = world;
    this.#seat = seat;
  }

  /** Replaces what this tab looks at; no scopes: nothing. Answers with the present view. */
  async watch(tab: Tab, scopes: KernelScope[]): Promise<KernelView | null> {
    const sandbox = this.#seat.runningSandbox();
    const feed = this.#watchers.get(tab.id)?.feed ?? new ViewFeed(tab);
    if (scopes.length === 0) {
      feed.close();
      this.#watchers.delete(tab.id);
    } else {
      feed.begin();
      this.#watchers.set(tab.id, { scopes, feed });
    }
    const view = await this.#world.sandboxd.call("watchKernel", { sandbox, scopes: this.#scopes() });
    return scopes.length === 0 ? null : view;
  }

  changed(update: KernelUpdate): void {
    for (const { feed } of this.#watchers.values()) feed.offer(update);
  }

  confirmed(confirmation: KernelConfirmation): void {
    for (const { feed } of this.#watchers.values()) feed.confirm(confirmation);
  }

  /** Begins to capture packets. @throws SandboxdError "too-many" while a trace runs */
  async trace(seconds: number): Promise<PacketTrace> {
    const trace = await this.#world.sandboxd.call("tracePackets", { sandbox: this.#seat.runningSandbox(), seconds });
    // One that was stopped at once may have ended before this answer came.
    if (trace.id !== this.#endedTrace) this.#trace = trace;
    return trace;
  }

  async stopTrace(): Promise<null> {
    await this.#world.sandboxd.call("stopTrace", { sandbox: this.#seat.runningSandbox() });
    return null;
  }

  traced(trace: PacketTrace): void {
    this.#trace = trace.state === "capturing" ? trace : null;
    if (trace.state === "ended") this.#endedTrace = trace.id;
    for (const { feed } of this.#watchers.values()) feed.trace(trace);
  }

  /** sandboxd was away, and with it the trace that ran. */
  lostTrace(): void {
    if (this.#trace) this.traced({ ...this.#trace, state: "ended", endsAt: Date.now(), endedBecause: "failed" });
  }

  leave(tab: Tab): void {
    const watcher = this.#watchers.get(tab.id);
    if (!watcher) return;
    watcher.feed.close();
    this.#watchers.delete(tab.id);
    this.renew();
  }

  /** Tells sandboxd again what is looked at. */
  renew(): void {
    const { sandbox } = this.#seat;
    if (sandbox?.state !== "running" || !this.#world.sandboxd.connected) return;
    this.#world.sandboxd
      .call("watchKernel", { sandbox: sandbox.id, scopes: this.#scopes() })
      .then((view) => view && this.changed(toUpdate(view)))
      .catch((error) => this.#world.log.warn({ sandbox: sandbox.id, err: error }, "watchKernel failed"));
  }

  stop(): void {
    for (const { feed } of this.#watchers.values()) feed.close();
    this.#watchers.clear();
    this.#trace = null;
  }

  #scopes(): KernelScope[] {
    return [...new Set([...this.#watchers.values()].flatMap(({ scopes }) => scopes))];
  }
}
