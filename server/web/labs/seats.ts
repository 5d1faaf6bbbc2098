import type { Lab } from "../../../lib/content/lab.ts";
import type { AuthorProblem } from "../../../lib/contract/author-protocol.ts";
import type { SandboxSummary } from "../../../lib/contract/sandbox.ts";
import type { SandboxdHandlers } from "../../../lib/wire/connect-sandboxd.ts";
import { Refusal } from "../refusal.ts";
import type { Attempt } from "../store/store.ts";
import type { Tab } from "../tabs/tab.ts";
import type { TerminalHub } from "../tabs/terminal-hub.ts";
import { texts } from "../texts.ts";
import type { World } from "../world.ts";
import { Seat } from "./seat.ts";

/** Who sits where. What sandboxd says goes to the seat whose sandbox it is about. */
export class Seats {
  readonly #world: World;
  readonly #hub: TerminalHub;
  readonly #seats = new Map<string, Seat>();
  readonly #byTab = new Map<string, Seat>();
  readonly #awaiting = new Set<Tab>();
  #connectedBefore = false;

  constructor(world: World, hub: TerminalHub) {
    this.#world = world;
    this.#hub = hub;
  }

  /** The seat of a tab. @throws Refusal before lab:open */
  of(tab: Tab): Seat {
    const seat = this.#byTab.get(tab.id);
    if (seat === undefined) throw new Refusal("not-open", texts.notOpen);
    return seat;
  }

  /** The sandbox of a person's lab that is open in some tab. @throws Refusal where there is none */
  runningSandboxOf(person: string, lab: string): string {
    const seat = this.#seats.get(seatKey(person, lab));
    if (seat === undefined) throw new Refusal("not-open", texts.notOpen);
    return seat.runningSandbox();
  }

  /** @throws Refusal unless the terminal is of the tab's own sandbox */
  withTerminal(tab: Tab, terminal: string): Seat {
    const seat = this.of(tab);
    if (!seat.owns(terminal)) throw new Refusal("forbidden", texts.notYours);
    return seat;
  }

  /** Seats a tab at a lab; it leaves where it sat before. */
  async sit(tab: Tab, lab: Lab, attempt: Attempt): Promise<Seat> {
    const key = seatKey(attempt.person, lab.id);
    if (this.#byTab.get(tab.id) !== this.#seats.get(key)) this.leave(tab);
    const seat = this.#seats.get(key) ?? new Seat(this.#world, lab, attempt);
    seat.lab = lab;
    this.#seats.set(key, seat);
    seat.tabs.set(tab.id, tab);
    this.#byTab.set(tab.id, seat);
    await seat.setAttempt(this.#world, attempt);
    if (!tab.open) this.leave(tab);
    return seat;
  }

  /** The tab closed or went to another lab. The sandbox runs on. */
  leave(tab: Tab): void {
    this.#awaiting.delete(tab);
    const seat = this.#byTab.get(tab.id);
    if (seat === undefined) return;
    this.#byTab.delete(tab.id);
    seat.tabs.delete(tab.id);
    seat.kernel.leave(tab);
    this.#hub.leave(tab);
    if (seat.tabs.size > 0) return;
    this.#seats.delete(seatKey(seat.person, seat.lab.id));
    seat.limits.release();
    seat.steps
      .release()
      .catch((error) => this.#world.log.warn({ sandbox: seat.sandbox?.id, err: error }, "watchExpect could not be ended"));
  }

  /** A tab could not open its lab because sandboxd is away: it tries again when sandboxd is back. */
  awaitSandboxd(tab: Tab): void {
    if (tab.open) this.#awaiting.add(tab);
  }

  /** These labs were edited. Whoever is at one keeps what was begun: only the next lab:open takes the new one. */
  labsChanged(labs: readonly string[]): void {
    for (const seat of this.#seats.values()) if (labs.includes(seat.lab.id)) seat.broadcast("lab:updated", { lab: seat.lab.id });
  }

  /** For authors: whoever is at one of these labs has the new one at once, in the sandbox that runs; all hear what is wrong with theirs. */
  async takeLabs(labs: readonly string[], problemsOf: (lab: string) => AuthorProblem[]): Promise<void> {
    for (const seat of this.#seats.values()) {
      const lab = labs.includes(seat.lab.id) ? await this.#world.labs.lab(seat.lab.id) : null;
      if (lab !== null) seat.lab = lab;
      seat.broadcast("author:changed", { problems: problemsOf(seat.lab.id) });
      if (lab !== null) seat.steps.renewChanged();
    }
  }

  /** What web does with each event of sandboxd. */
  readonly handlers: SandboxdHandlers = {
    sandboxChanged: (sandbox) => this.#bySandbox(sandbox.id)?.setSandbox(sandbox),
    terminalOutput: (output) => {
      this.#hub.output(output);
      if (looksLikeCommand(output.data)) this.#bySandbox(output.terminal.split(".")[0]!)?.steps.active();
    },
    terminalExited: ({ terminal, exitCode }) => {
      const seat = this.#bySandbox(terminal.split(".")[0]!);
      if (seat === undefined) return;
      // A shell that a signal ended has no exit code, and must not read as running.
      seat.terminals = seat.terminals.map((info) => (info.id === terminal ? { ...info, exitCode: exitCode ?? -1 } : info));
      seat.broadcast("terminal:exit", { terminal, exitCode });
    },
    kernelChanged: (update) => this.#bySandbox(update.sandbox)?.kernel.changed(update),
    kernelConfirmed: ({ sandbox, ...confirmation }) => this.#bySandbox(sandbox)?.kernel.confirmed(confirmation),
    packetTrace: ({ sandbox, trace }) => this.#bySandbox(sandbox)?.kernel.traced(trace),
    limitsReached: (event) => this.#bySandbox(event.sandbox)?.limits.reached(event),
    expectChanged: ({ sandbox, results }) => this.#bySandbox(sandbox)?.steps.evaluated(results),
    onConnected: () => {
      this.#world.log.info(this.#connectedBefore ? "sandboxd is back" : "connected to sandboxd");
      if (this.#connectedBefore)
        this.#takeUpAgain().catch((error) => this.#world.log.warn({ err: error }, "sandboxd left again before all was taken up"));
      this.#connectedBefore = true;
      for (const tab of this.#awaiting) tab.reconnect();
      this.#awaiting.clear();
    },
    onDisconnected: (reason) => this.#world.log.warn({ reason }, "sandboxd is away; trying again"),
    onProblem: (problem) => this.#world.log.error(problem),
  };

  /** After a restart of sandboxd: sandboxes were adopted, their shells may be gone; after a mere interruption nothing is. */
  async #takeUpAgain(): Promise<void> {
    const sandboxes = new Map((await this.#world.sandboxd.call("listSandboxes", {})).map((sandbox) => [sandbox.id, sandbox]));
    const alive = new Set<string>();
    const seats = [...this.#seats.values()];
    for (const seat of seats) {
      if (seat.sandbox === null) continue;
      seat.setSandbox(sandboxes.get(seat.sandbox.id) ?? ended(seat.sandbox));
      if (seat.sandbox.state !== "running") continue;
      const terminals = await this.#world.sandboxd.call("listTerminals", { sandbox: seat.sandbox.id });
      for (const { id } of terminals) alive.add(id);
      for (const { id } of seat.terminals) if (!alive.has(id)) seat.broadcast("terminal:exit", { terminal: id, exitCode: null });
      seat.setTerminals(terminals);
    }
    await this.#hub.reconnect((terminal) => alive.has(terminal));
    for (const seat of seats) {
      seat.kernel.lostTrace();
      seat.kernel.renew();
      seat.limits.follow();
      seat.steps.renew();
    }
  }

  #bySandbox(id: string): Seat | undefined {
    for (const seat of this.#seats.values()) if (seat.sandbox?.id === id) return seat;
    return undefined;
  }
}

/** Enter is echoed as a new line, and a shell's prompt begins with an escape sequence; the echo of a typed character has neither. */
const looksLikeCommand = (data: Uint8Array): boolean => data.includes(0x0a) || data.includes(0x1b);

const seatKey = (person: string, lab: string): string => `${person}/${lab}`;

const ended = (sandbox: SandboxSummary): SandboxSummary => ({
  ...sandbox,
  state: "gone",
  endedBecause: sandbox.endedBecause ?? "died",
  detail: null,
});
