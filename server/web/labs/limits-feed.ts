import type { LimitsReached } from "../../../lib/contract/sandbox-limits.ts";
import type { World } from "../world.ts";
import type { Seat } from "./seat.ts";

/** Which limits the seat's sandbox has run into: sandboxd looks while a tab is open. */
export class LimitsFeed {
  readonly #world: World;
  readonly #seat: Seat;

  constructor(world: World, seat: Seat) {
    this.#world = world;
    this.#seat = seat;
  }

  /** Asks to be told of the sandbox that runs now, and tells the tabs what is known already. */
  follow(): void {
    const { sandbox, tabs } = this.#seat;
    if (sandbox?.state !== "running" || tabs.size === 0) return;
    this.#watch(sandbox.id, true);
  }

  reached(event: { sandbox: string; limits: LimitsReached }): void {
    this.#seat.broadcast("sandbox:limits", event);
  }

  /** The last tab has gone. */
  release(): void {
    const { sandbox } = this.#seat;
    if (sandbox?.state === "running") this.#watch(sandbox.id, false);
  }

  #watch(sandbox: string, on: boolean): void {
    if (!this.#world.sandboxd.connected) return;
    this.#world.sandboxd
      .call("watchLimits", { sandbox, on })
      .then((limits) => limits && this.reached({ sandbox, limits }))
      .catch((error) => this.#world.log.warn({ sandbox, err: error }, "watchLimits failed"));
  }
}
