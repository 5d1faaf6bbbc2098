import { applyUpdate } from "../../../lib/contract/kernel/apply-update.ts";
import type { KernelScope, KernelUpdate, KernelView } from "../../../lib/contract/kernel-view.ts";
import type { LabWire } from "./lab-wire.ts";

/** An answer that failed leaves the diagrams with what they had: it is asked again after this. */
const ASK_AGAIN_MS = 2_000;
/** Why an answer may fail and the next one not. Without a connection, or a sandbox, the next lab:open asks. */
const PASSING = ["failed", "no-answer", "too-fast"];

/** The kernel as this tab sees it: asks for the parts that are looked at and puts the view together from what comes. */
export class KernelFeed {
  readonly #wire: Pick<LabWire, "call">;
  readonly #onView: (view: KernelView, scopes: readonly KernelScope[]) => void;
  #scopes: readonly KernelScope[];
  #view: KernelView | null = null;
  /** What the view was asked for: of other parts it says nothing. */
  #seen: readonly KernelScope[] = [];
  /** What came while a whole view is on its way; null while none is. */
  #early: KernelUpdate[] | null = null;
  #asked = 0;

  constructor(
    wire: Pick<LabWire, "call">,
    scopes: readonly KernelScope[],
    onView: (view: KernelView, scopes: readonly KernelScope[]) => void,
  ) {
    this.#wire = wire;
    this.#scopes = scopes;
    this.#onView = onView;
  }

  /** Looks at these parts from now on. True when they differ from those before. */
  lookAt(scopes: readonly KernelScope[]): boolean {
    const same = scopes.length === this.#scopes.length && scopes.every((scope) => this.#scopes.includes(scope));
    this.#scopes = scopes;
    return !same;
  }

  /** Asks for the whole view, which later updates continue. Also after a reconnection, since a new socket watches nothing. */
  async ask(): Promise<void> {
    const mine = ++this.#asked;
    this.#early = [];
    const scopes = [...this.#scopes];
    const answer = await this.#wire.call("kernel:watch", { scopes });
    if (mine !== this.#asked) return;
    const early = this.#early ?? [];
    this.#early = null;
    if (!answer.ok && PASSING.includes(answer.code)) setTimeout(() => mine === this.#asked && void this.ask(), ASK_AGAIN_MS);
    if (!answer.ok || !answer.value) return;
    this.#seen = scopes;
    this.#show(answer.value);
    for (const update of early) if (update.revision >= answer.value.revision) this.receive(update);
  }

  receive(update: KernelUpdate): void {
    if (this.#early) {
      this.#early.push(update);
      return;
    }
    const view = applyUpdate(this.#view, update);
    // One that continues a view we do not have: something was lost on the way.
    if (view === null) void this.ask();
    else this.#show(view);
  }

  #show(view: KernelView): void {
    this.#view = view;
    this.#onView(view, this.#seen);
  }
}
