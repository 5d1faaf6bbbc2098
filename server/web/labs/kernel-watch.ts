import { toUpdate } from "../../../lib/contract/kernel/apply-update.ts";
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

  constructor(world: World, seat: Seat) {
    this.#world = world;
    this.#seat = seat;
  }

  /** Replaces what this tab looks at; no scopes: nothing. Answers with the present view. */
  async watch(tab: Tab, scopes: KernelScope[]): Promise<KernelView | null> {
    const sandbox = this.#seat.runningSandbox();
    this.#watchers.get(tab.id)?.feed.close();
    if (scopes.length === 0) this.#watchers.delete(tab.id);
    else this.#watchers.set(tab.id, { scopes, feed: new ViewFeed(tab) });
    const view = await this.#world.sandboxd.call("watchKernel", { sandbox, scopes: this.#scopes() });
    return scopes.length === 0 ? null : view;
  }

  changed(update: KernelUpdate): void {
    for (const { feed } of this.#watchers.values()) feed.offer(update);
  }

  confirmed(confirmation: KernelConfirmation): void {
    for (const { feed } of this.#watchers.values()) feed.confirm(confirmation);
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
  }

  #scopes(): KernelScope[] {
    return [...new Set([...this.#watchers.values()].flatMap(({ scopes }) => scopes))];
  }
}
