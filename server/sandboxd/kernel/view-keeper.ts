import { newNumbers, numbersOf } from "../../../lib/contract/kernel/numbers.ts";
import type { KernelChange, KernelNumbers, KernelScope, KernelView } from "../../../lib/contract/kernel-view.ts";
import type { Reason } from "../../../lib/contract/reason.ts";
import { toProblems } from "./to-reason.ts";

/** The parts of a view by their scope. */
export type Parts = Required<Pick<KernelView, KernelScope>>;

/** What one reading found of one part. */
export type PartFound<S extends KernelScope = KernelScope> = {
  [K in S]: {
    scope: K;
    /** undefined: it was never read. */
    part: Parts[K] | undefined;
    /** Differs when anything but numbers differs. */
    digest: string;
    problems: Reason[];
    changes?: (revision: number) => KernelChange[];
    plumbing?: KernelView["plumbing"];
  };
}[S];

export type Taken = { view: KernelView; changed: KernelScope[]; problemsChanged: boolean; numbers: KernelNumbers };

/** Keeps the present view of one sandbox: which parts it has, its revision, and what a new reading changed. */
export class ViewKeeper {
  readonly #sandbox: string;
  readonly #digests = new Map<KernelScope, string>();
  readonly #problems = new Map<KernelScope, Reason[]>();
  #problemText = "[]";
  #numbers: KernelNumbers = {};
  #view: KernelView;

  constructor(sandbox: string, firstRevision: number) {
    this.#sandbox = sandbox;
    this.#view = { sandbox, revision: firstRevision, sampledAt: 0, overlays: [], problems: [], problemReasons: [], changes: [] };
  }

  get view(): KernelView {
    return this.#view;
  }

  /** Takes what was read into the view. sampledAt: Unix ms since when all of the view is known to hold. */
  take(found: PartFound[], sampledAt: number): Taken {
    const changed = found.filter(({ scope, digest }) => {
      const isNew = this.#digests.get(scope) !== digest;
      this.#digests.set(scope, digest);
      return isNew;
    });
    for (const { scope, problems } of found) this.#problems.set(scope, problems);
    const reasons = [...this.#problems.values()].flat();
    const problemText = JSON.stringify(reasons);
    const problemsChanged = problemText !== this.#problemText;
    this.#problemText = problemText;
    const revision = this.#view.revision + (changed.length > 0 || problemsChanged ? 1 : 0);
    const changes = changed.flatMap(({ changes }) => changes?.(revision) ?? []);
    const plumbing = found.find((one) => one.plumbing)?.plumbing ?? this.#view.plumbing;
    this.#view = {
      ...this.#view,
      ...Object.fromEntries(found.flatMap(({ scope, part }) => (part === undefined ? [] : [[scope, part]]))),
      sandbox: this.#sandbox,
      revision,
      sampledAt,
      ...toProblems(reasons),
      changes: revision === this.#view.revision ? this.#view.changes : changes,
      ...(plumbing ? { plumbing } : {}),
    };
    const now = numbersOf(this.#view);
    const numbers = newNumbers(this.#numbers, now);
    this.#numbers = now;
    return { view: this.#view, changed: changed.map(({ scope }) => scope), problemsChanged, numbers };
  }

  /** Nobody asks for this part any more. */
  drop(scope: KernelScope): void {
    this.#problems.delete(scope);
    const { [scope]: _, ...rest } = this.#view;
    this.#view = { ...rest, overlays: scope === "overlays" ? [] : this.#view.overlays };
  }

  /** The view as one who asked for these scopes gets it. */
  only(scopes: ReadonlySet<KernelScope>): KernelView {
    const { overlays, processes, network, cgroups, mounts, docker, ...said } = this.#view;
    const parts = { processes, network, cgroups, mounts, docker };
    const asked = Object.entries(parts).filter(([scope, part]) => part !== undefined && scopes.has(scope as KernelScope));
    return { ...said, overlays: scopes.has("overlays") ? overlays : [], ...Object.fromEntries(asked) };
  }
}
