import type { FilesPort } from "../../../components/files/files-port.ts";
import type { AuthorScript } from "../../../lib/contract/author-protocol.ts";
import type { Answer, LabSession } from "../../../lib/contract/browser-protocol.ts";
import type { LabId, Locale, StepId } from "../../../lib/contract/ids.ts";
import type { KernelConfirmation, KernelScope } from "../../../lib/contract/kernel-view.ts";
import type { PreviewPlace } from "../../../lib/contract/preview-link.ts";
import type { TerminalInfo } from "../../../lib/contract/sandbox.ts";
import type { Verdict } from "../../../lib/contract/verdict.ts";
import { confirmedAtOf } from "./confirmed-at.ts";
import { createFilesPort } from "./files-port.ts";
import { KernelFeed } from "./kernel-feed.ts";
import { emptyLabState, type LabEvent, type LabState, labPhase, reduceLab } from "./lab-state.ts";
import type { LabWire } from "./lab-wire.ts";
import { TerminalFeed } from "./terminal-feed.ts";

/** A size for a shell whose pane has not been measured; the first fit corrects it. */
const FIRST_SIZE = { cols: 100, rows: 24 };

/** A step that could not be prepared or judged: nothing the student does can make it tick. */
const isOurFault = (answer: { code: string }) => answer.code === "broken" || answer.code === "failed";

/** One lab in one browser tab: keeps the state that came over the wire, and says to the wire what the student did. */
export class LabStore {
  readonly #wire: LabWire;
  readonly #lab: LabId;
  readonly #firstTerminal: string;
  readonly #listeners = new Set<() => void>();
  readonly #feeds = new Map<string, TerminalFeed>();
  readonly #kernel: KernelFeed;
  #state = emptyLabState;
  #confirmation: KernelConfirmation | null = null;
  #place: { step: StepId; locale: Locale } | null = null;
  #firstShellFor: string | null = null;
  #preparing: Promise<unknown> = Promise.resolve();

  constructor(wire: LabWire, lab: LabId, firstTerminal: string, scopes: readonly KernelScope[]) {
    this.#wire = wire;
    this.#lab = lab;
    this.#firstTerminal = firstTerminal;
    this.#kernel = new KernelFeed(wire, scopes, (view, scopes) => this.#apply({ type: "view", view, scopes }));
    wire.onLink((online, problem) => {
      this.#apply({ type: "link", online, problem });
      if (online && labPhase(this.#state) !== "ended") void this.open();
    });
    wire.on("sandbox:state", (sandbox) => this.#apply({ type: "sandbox", sandbox }));
    wire.on("terminal:list", (terminals) => this.#apply({ type: "terminals", terminals }));
    wire.on("terminal:output", ({ terminal, offset, data }) => this.#feeds.get(terminal)?.receive(offset, data));
    wire.on("terminal:exit", ({ terminal, exitCode }) => this.#apply({ type: "terminal-exited", terminal, exitCode }));
    wire.on("kernel:update", (update) => this.#kernel.receive(update));
    wire.on("kernel:confirmed", (confirmation) => {
      this.#confirmation = confirmation;
      this.#tell();
    });
    wire.on("packet:trace", (trace) => this.#apply({ type: "trace", trace }));
    wire.on("sandbox:limits", (event) => this.#apply({ type: "limits", ...event }));
    wire.on("step:verdict", (event) => this.#apply({ type: "verdict", ...event }));
    wire.on("lab:updated", () => this.#apply({ type: "outdated", outdated: true }));
    wire.on("author:changed", ({ problems }) => this.#apply({ type: "saved", problems }));
    wire.on("refused", ({ event, error }) => console.warn(`web refused ${event}: ${error}`));
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  read = (): LabState => this.#state;

  readConfirmedAt = (): number | null => confirmedAtOf(this.#state.view, this.#confirmation);

  /** Looks at these parts of the kernel from now on, and at no others. */
  lookAt(scopes: readonly KernelScope[]): void {
    if (this.#kernel.lookAt(scopes) && labPhase(this.#state) === "running") void this.#kernel.ask();
  }

  /** Captures packets for so many seconds; how it goes on comes as packet:trace. */
  startTrace = async (seconds: number): Promise<void> => {
    this.#apply({ type: "trace-refused", problem: null });
    const answer = await this.#wire.call("trace:start", { seconds });
    if (answer.ok) this.#apply({ type: "trace", trace: answer.value });
    else this.#apply({ type: "trace-refused", problem: { code: answer.code, error: answer.error } });
  };

  stopTrace = async (): Promise<void> => {
    const answer = await this.#wire.call("trace:stop", {});
    if (!answer.ok) this.#apply({ type: "trace-refused", problem: { code: answer.code, error: answer.error } });
  };

  /** Opens or rejoins the sandbox, and takes everything up again where it was. */
  async open(): Promise<void> {
    this.#apply({ type: "opening", fresh: false });
    await this.#take(await this.#wire.call("lab:open", { lab: this.#lab }), false);
  }

  /** After an end: the same lab in a new sandbox, progress kept. */
  async startAgain(): Promise<void> {
    this.#apply({ type: "opening", fresh: true });
    await this.#take(await this.#wire.call("lab:open", { lab: this.#lab }), true);
  }

  /** Ends the sandbox of another lab of this person's, and starts the one of this lab. */
  async startInPlaceOf(lab: LabId): Promise<void> {
    this.#apply({ type: "opening", fresh: true });
    await this.#wire.call("lab:end", { lab });
    await this.startAgain();
  }

  /** Takes the lab as it is now on the server; the page must be asked for anew too. */
  async takeUpdate(): Promise<void> {
    this.#apply({ type: "outdated", outdated: false });
    await this.open();
  }

  authorProblems = () => this.#wire.call("author:problems", {});

  authorVars = () => this.#wire.call("author:vars", {});

  authorRun = (step: StepId, script: AuthorScript, locale: Locale) => this.#wire.call("author:run", { step, script, locale });

  async restartLab(): Promise<void> {
    this.#apply({ type: "opening", fresh: true });
    await this.#take(await this.#wire.call("lab:restart", {}), true);
  }

  async extend(): Promise<Answer<null>> {
    const answer = await this.#wire.call("sandbox:extend", {});
    if (!answer.ok) return answer;
    this.#apply({ type: "sandbox", sandbox: answer.value });
    return { ok: true, value: null };
  }

  /** Tells the server where the student is; its verdict comes back at once and then with every kernel change. */
  async enterStep(step: StepId, locale: Locale): Promise<void> {
    this.#place = { step, locale };
    if (labPhase(this.#state) !== "running") return;
    const asked = this.#wire.call("step:enter", { step, locale });
    this.#preparing = asked;
    const answer = await asked;
    if (answer.ok) this.#judge(step, answer.value);
    // Its setup failed: nothing the student does can make it tick. Anything else (no connection, no sandbox) is said by the banner.
    else if (isOurFault(answer)) this.#judge(step, { kind: "broken", detail: answer.error });
  }

  /** Resolves once the step's setup is over: what is typed before that, the setup may undo. */
  async stepReady(): Promise<void> {
    await this.#preparing;
  }

  async checkStep(step: StepId, locale: Locale): Promise<void> {
    const answer = await this.#wire.call("step:check", { step, locale });
    this.#judge(step, answer.ok ? answer.value : { kind: "broken", detail: answer.error });
  }

  /** The server keeps a pass before it says so; the exact time comes with the next lab:open. */
  #judge(step: StepId, verdict: Verdict | null): void {
    const passedAt = verdict?.kind === "passed" ? (this.#state.passedAt[step] ?? Date.now()) : null;
    this.#apply({ type: "verdict", step, verdict, passedAt });
  }

  stop = () => this.#wire.call("sandbox:stop", {});

  /** Prepares a step again. What was said of it before is of something that is no more. */
  async resetStep(step: StepId): Promise<Answer<null>> {
    this.#judge(step, null);
    const asked = this.#wire.call("step:reset", { step });
    this.#preparing = asked;
    const answer = await asked;
    if (!answer.ok && isOurFault(answer)) this.#judge(step, { kind: "broken", detail: answer.error });
    return answer;
  }

  solution = (step: StepId) => this.#wire.call("step:solution", { step });

  openPreview = (place: PreviewPlace) => this.#wire.call("preview:open", place);

  /** What listens in the sandbox now. */
  listeners = () => this.#wire.call("preview:ports", {});

  async openTerminal(name: string): Promise<Answer<TerminalInfo>> {
    const answer = await this.#wire.call("terminal:open", { name, ...FIRST_SIZE });
    if (answer.ok) this.#apply({ type: "terminal-opened", terminal: answer.value });
    return answer;
  }

  async closeTerminal(id: string): Promise<void> {
    this.#apply({ type: "terminal-closed", terminal: id });
    await this.#wire.call("terminal:close", { terminal: id });
  }

  /** The byte stream of one terminal; the same object for the same terminal. */
  feed(id: string): TerminalFeed {
    const known = this.#feeds.get(id);
    if (known) return known;
    const feed = new TerminalFeed(this.#wire, id);
    this.#feeds.set(id, feed);
    return feed;
  }

  /** The sandbox's files. offline: what to say while there is no connection. */
  files = (offline: () => string): FilesPort => createFilesPort(this.#wire, this.#lab, offline);

  dismissNotice = () => this.#apply({ type: "notice-read" });

  close(): void {
    this.#wire.close();
    this.#listeners.clear();
  }

  async #take(answer: Answer<LabSession>, fresh: boolean): Promise<void> {
    if (!answer.ok) {
      // Being offline has its own banner; the next connection opens again.
      if (answer.code !== "offline") this.#apply({ type: "refused", problem: { code: answer.code, error: answer.error } });
      if (answer.code !== "too-many") return;
      const running = await this.#wire.call("lab:running", {});
      if (running.ok) this.#apply({ type: "running", running: running.value });
      return;
    }
    this.#apply({ type: "opened", session: answer.value, localNow: Date.now(), fresh });
    await this.#resume();
  }

  /** After the sandbox runs: screens, diagram, step. Also after a reconnection, since a new socket watches nothing. */
  async #resume(): Promise<void> {
    if (labPhase(this.#state) !== "running") return;
    for (const feed of this.#feeds.values()) feed.resume();
    const place = this.#place;
    void this.#kernel.ask();
    if (place) void this.enterStep(place.step, place.locale);
    const sandbox = this.#state.sandbox?.id ?? null;
    if (this.#state.terminals.length === 0 && this.#firstShellFor !== sandbox) {
      this.#firstShellFor = sandbox;
      await this.openTerminal(this.#firstTerminal);
    }
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }

  #apply(event: LabEvent): void {
    const before = labPhase(this.#state);
    this.#state = reduceLab(this.#state, event);
    for (const [id] of this.#feeds) if (!this.#state.terminals.some((terminal) => terminal.id === id)) this.#feeds.delete(id);
    this.#tell();
    if (event.type === "sandbox" && before !== "running" && labPhase(this.#state) === "running") void this.#resume();
  }
}
