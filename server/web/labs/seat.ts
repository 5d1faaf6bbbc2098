import type { Lab } from "../../../lib/content/lab.ts";
import type { BrowserEventName, LabSession, SandboxStatus } from "../../../lib/contract/browser-protocol.ts";
import type { VarValues } from "../../../lib/contract/lab-vars.ts";
import type { SandboxSummary, TerminalInfo } from "../../../lib/contract/sandbox.ts";
import { toPersonCode } from "../people/person-code.ts";
import { Refusal } from "../refusal.ts";
import type { Attempt } from "../store/store.ts";
import type { BrowserMessage, Tab } from "../tabs/tab.ts";
import { texts } from "../texts.ts";
import type { World } from "../world.ts";
import { KernelWatch } from "./kernel-watch.ts";
import { LimitsFeed } from "./limits-feed.ts";
import { StepRunner } from "./step-runner.ts";

/** One person at one lab, in as many tabs as they like. Lives while a tab is open; all that must last is in the store and in sandboxd. */
export class Seat {
  readonly person: string;
  readonly tabs = new Map<string, Tab>();
  readonly kernel: KernelWatch;
  readonly steps: StepRunner;
  readonly limits: LimitsFeed;
  /** When each step passed. */
  readonly passedAt = new Map<string, number>();
  /** The steps that passed in the sandbox of now. */
  passedHere: ReadonlySet<string> = new Set();
  lab: Lab;
  attempt: Attempt;
  sandbox: SandboxSummary | null = null;
  terminals: TerminalInfo[] = [];
  /** Resolves once the sandbox has its files (or could not get them): a tab hears that it runs a little earlier. */
  provided: Promise<unknown> = Promise.resolve();

  constructor(world: World, lab: Lab, attempt: Attempt) {
    this.person = attempt.person;
    this.lab = lab;
    this.attempt = attempt;
    this.kernel = new KernelWatch(world, this);
    this.steps = new StepRunner(world, this);
    this.limits = new LimitsFeed(world, this);
  }

  /** The id of the sandbox that runs. @throws Refusal when none does */
  runningSandbox(): string {
    if (this.sandbox?.state !== "running") throw new Refusal("not-running", texts.notRunning);
    return this.sandbox.id;
  }

  /** The lab's values as this person has them. */
  get values(): VarValues {
    return this.attempt.vars ?? {};
  }

  /** A terminal id names its sandbox. */
  owns(terminal: string): boolean {
    return this.sandbox !== null && terminal.startsWith(`${this.sandbox.id}.`);
  }

  broadcast<N extends BrowserEventName>(name: N, message: BrowserMessage<N>): void {
    for (const tab of this.tabs.values()) tab.emit(name, message);
  }

  setSandbox(sandbox: SandboxSummary): void {
    if (this.sandbox !== null && this.sandbox.id !== sandbox.id) this.forgetSandbox();
    this.sandbox = sandbox;
    this.broadcast("sandbox:state", toStatus(sandbox));
    if (sandbox.state === "gone" || sandbox.state === "stopping") {
      this.terminals = [];
      this.steps.stop();
    }
  }

  /** Nothing that was known of the old sandbox holds for the next one. */
  forgetSandbox(): void {
    this.sandbox = null;
    this.passedHere = new Set();
    this.terminals = [];
    this.steps.stop();
    this.kernel.stop();
  }

  /** Takes another attempt (or the same one again) as the current one. */
  async setAttempt(world: World, attempt: Attempt): Promise<void> {
    const progress = await world.store.progress(attempt.id);
    this.attempt = attempt;
    this.passedAt.clear();
    for (const { step, passedAt } of progress) if (passedAt !== null) this.passedAt.set(step, passedAt);
  }

  setTerminals(terminals: TerminalInfo[]): void {
    this.terminals = terminals;
    this.broadcast("terminal:list", terminals);
  }

  describe(): LabSession {
    if (this.sandbox === null) throw new Refusal("not-running", texts.notRunning);
    return {
      sandbox: toStatus(this.sandbox),
      terminals: this.terminals,
      code: toPersonCode(this.person),
      progress: this.lab.steps.map(({ id }) => ({ step: id, passedAt: this.passedAt.get(id) ?? null })),
      passedHere: [...this.passedHere],
      at: this.lab.steps.some(({ id }) => id === this.attempt.at) ? this.attempt.at : null,
      startedAt: this.attempt.startedAt,
      now: Date.now(),
    };
  }
}

export const toStatus = ({ id, state, createdAt, expiresAt, endedBecause, detail }: SandboxSummary): SandboxStatus => ({
  id,
  state,
  createdAt,
  expiresAt,
  endedBecause,
  detail,
});
