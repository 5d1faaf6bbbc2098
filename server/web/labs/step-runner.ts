import { fillStep, toShownScript } from "../../../lib/content/fill-step.ts";
import type { LabStep } from "../../../lib/content/lab.ts";
import {
  CHECK_TIMEOUT_SECONDS,
  checkEnvironment,
  judgeExpectations,
  judgeScript,
  SETUP_TIMEOUT_SECONDS,
  toExpectations,
} from "../../../lib/content/step-plan.ts";
import type { AuthorRun, AuthorScript } from "../../../lib/contract/author-protocol.ts";
import type { Locale } from "../../../lib/contract/ids.ts";
import type { ExpectationResult } from "../../../lib/contract/sandboxd-protocol.ts";
import type { ScriptOutcome, Verdict } from "../../../lib/contract/verdict.ts";
import { Refusal } from "../refusal.ts";
import { texts } from "../texts.ts";
import type { World } from "../world.ts";
import { inTurn, type Turn } from "./in-turn.ts";
import type { Seat } from "./seat.ts";
import { type JudgeEvent, judge, type StepJudge, startJudging } from "./step-judge.ts";

/** A command and bursts of kernel changes settle before check.sh starts. */
const SCRIPT_PAUSE_MS = 100;
/** A terminal that prints without end must not keep check.sh running without end: it rests so many times as long as it ran. */
const SCRIPT_REST = 3;

/** How long the end of a solve.sh may take to reach the expectations. */
const SETTLE_MS = 1_500;
const SETTLE_POLL_MS = 100;

type Current = {
  generation: number;
  step: LabStep;
  state: StepJudge;
  timer: NodeJS.Timeout | undefined;
  /** check.sh while it runs. */
  script: Promise<Verdict> | null;
  /** How check.sh ended last. */
  outcome: ScriptOutcome | null;
  /** Time before which check.sh does not start by itself again (performance.now). */
  restUntil: number;
};

/** Runs the step a student is at: prepares it, watches it, judges it, keeps the pass and then tells. One operation at a time. */
export class StepRunner {
  readonly #world: World;
  readonly #seat: Seat;
  readonly #turn: Turn = inTurn();
  #current: Current | null = null;
  #generation = 0;
  /** What the student reads. */
  #locale: Locale = "en";
  /** Set-ups that failed: run again only where someone asks, since they might undo what was done after. */
  readonly #failedSetUps = new Set<string>();

  constructor(world: World, seat: Seat) {
    this.#world = world;
    this.#seat = seat;
  }

  /** Begins a step: setup.sh once per sandbox, then the live checks. null: the step has no check. */
  enter = (id: string, locale: Locale): Promise<Verdict | null> => this.#turn(() => this.#enter(this.#step(id), locale));

  /** Judges the step now, check.sh included. @throws Refusal for a step that nothing decides */
  check = (id: string, locale: Locale): Promise<Verdict> =>
    this.#turn(async () => {
      const step = this.#step(id);
      await this.#world.store.countCheck(this.#seat.attempt.id, step.id);
      const verdict = await this.#enter(step, locale);
      if (verdict === null) throw new Refusal("not-found", texts.nothingToCheck);
      return verdict;
    });

  /** Runs setup.sh again and judges afresh. */
  reset = (id: string): Promise<null> =>
    this.#turn(async () => {
      const step = this.#step(id);
      await this.#setUp(step);
      // Also where nothing is watched, because the set-up before this one failed.
      if (this.#seat.attempt.at === step.id) await this.#enter(step, this.#locale);
      return null;
    });

  async solution(id: string): Promise<{ script: string; colours: string }> {
    const step = this.#find(id);
    if (step.solve === null) throw new Refusal("not-found", texts.noSolution);
    await this.#world.store.recordSolutionSeen(this.#seat.attempt.id, step.id, Date.now());
    const script = toShownScript(step.solve, this.#seat.values, step.lib);
    return { script, colours: await this.#world.colours("bash", script) };
  }

  /** sandboxd evaluated expectations; those of an earlier step are old news. */
  evaluated(results: ExpectationResult[]): void {
    const current = this.#current;
    if (current === null) return;
    const mine = ownResults(results, current.generation);
    if (mine.length > 0) this.#apply(current, { kind: "evaluated", results: mine });
  }

  /** A command was given in a terminal, or something ended there. */
  active(): void {
    if (this.#current !== null) this.#apply(this.#current, { kind: "active" });
  }

  /** Runs a script of a step for its author, whatever stands in its way for a learner, and says how the step stands then. */
  tryOut = (id: string, script: AuthorScript, locale: Locale): Promise<AuthorRun> =>
    this.#turn(async () => {
      const step = this.#step(id);
      const text = step[script];
      let outcome = script === "check" || text === null ? null : await this.#run(text, {}, SETUP_TIMEOUT_SECONDS);
      if (script === "setup" && outcome?.exitCode === 0)
        await this.#world.store.recordSetUp(this.#seat.runningSandbox(), step.id, Date.now());
      // A setup.sh that fails keeps the step from being entered: that is what its author wants to read.
      const verdict = await this.#settle(step, locale, script === "solve").catch((error: Error): Verdict => {
        return { kind: "broken", detail: error.message };
      });
      if (script === "check" && text !== null)
        outcome = this.#current?.outcome ?? (await this.#run(text, checkEnvironment(locale), CHECK_TIMEOUT_SECONDS));
      const results = new Map((this.#current?.state.results ?? []).map((result) => [result.id, result]));
      const expectations = step.expect.map(({ that }, index) => {
        const { met = false, error = null } = results.get(String(index)) ?? {};
        return { that, met, error };
      });
      return { verdict, expectations, outcome };
    });

  /** The lab is another than before: what decides the step may be. */
  renewChanged(): void {
    const before = this.#current?.step;
    const found = this.#seat.lab.steps.find(({ id }) => id === before?.id);
    if (before === undefined || found === undefined) return;
    const step = fillStep(found, this.#seat.values);
    if (step.check !== before.check || JSON.stringify(step.expect) !== JSON.stringify(before.expect)) this.renew();
  }

  /** sandboxd has forgotten what it watched for us, or the lab is another than before. */
  renew(): void {
    const current = this.#current;
    const found = this.#seat.lab.steps.find(({ id }) => id === current?.step.id);
    if (current === null || found === undefined) return;
    this.#turn(() => this.#enter(fillStep(found, this.#seat.values), current.state.locale)).catch((error) =>
      this.#world.log.warn({ lab: this.#seat.lab.id, step: current.step.id, err: error }, "the step could not be watched again"),
    );
  }

  stop(): void {
    clearTimeout(this.#current?.timer);
    this.#current = null;
  }

  /** Stops what sandboxd does for us: nobody looks any more. */
  async release(): Promise<void> {
    const { sandbox } = this.#seat;
    const watched = this.#current !== null;
    this.stop();
    if (watched && sandbox?.state === "running" && this.#world.sandboxd.connected)
      await this.#world.sandboxd.call("watchExpect", { sandbox: sandbox.id, expectations: [] });
  }

  /** What a script did reaches the expectations through events, a moment later. */
  async #settle(step: LabStep, locale: Locale, patient: boolean): Promise<Verdict | null> {
    const deadline = performance.now() + (patient ? SETTLE_MS : 0);
    for (;;) {
      const verdict = await this.#enter(step, locale);
      if (verdict?.kind !== "not-yet" || performance.now() >= deadline) return verdict;
      await new Promise((resolve) => setTimeout(resolve, SETTLE_POLL_MS));
    }
  }

  #run = (script: string, env: Record<string, string>, timeoutSeconds: number): Promise<ScriptOutcome> =>
    this.#world.sandboxd.call("runScript", { sandbox: this.#seat.runningSandbox(), script, env, timeoutSeconds });

  /** The step with this person's values in it. */
  #step = (id: string): LabStep => fillStep(this.#find(id), this.#seat.values);

  #find(id: string): LabStep {
    const step = this.#seat.lab.steps.find((candidate) => candidate.id === id);
    if (step === undefined) throw new Refusal("not-found", texts.noSuchStep);
    return step;
  }

  async #enter(step: LabStep, locale: Locale): Promise<Verdict | null> {
    this.#locale = locale;
    await this.#seat.provided;
    const sandbox = this.#seat.runningSandbox();
    this.stop();
    const generation = ++this.#generation;
    await this.#world.store.setAt(this.#seat.attempt.id, step.id);
    this.#seat.attempt = { ...this.#seat.attempt, at: step.id };
    if (step.setup !== null && !(await this.#world.store.wasSetUp(sandbox, step.id))) {
      if (this.#failedSetUps.has(setUpKey(sandbox, step))) throw new Refusal("broken", texts.setupFailed);
      await this.#setUp(step);
    }
    const current: Current = {
      generation,
      step,
      state: startJudging(step, locale),
      timer: undefined,
      script: null,
      outcome: null,
      restUntil: 0,
    };
    this.#current = current;
    const expectations = toExpectations(step, this.#seat.values).map((one) => ({ ...one, id: `${generation}.${one.id}` }));
    const results = await this.#world.sandboxd.call("watchExpect", { sandbox, expectations });
    return this.#judgeNow(current, ownResults(results, generation));
  }

  async #setUp(step: LabStep): Promise<void> {
    if (step.setup === null) return;
    const sandbox = this.#seat.runningSandbox();
    const outcome = await this.#run(step.setup, {}, SETUP_TIMEOUT_SECONDS);
    if (outcome.exitCode !== 0) {
      this.#world.log.error({ lab: this.#seat.lab.id, step: step.id, sandbox, outcome }, "setup.sh failed");
      this.#failedSetUps.add(setUpKey(sandbox, step));
      throw new Refusal("broken", texts.setupFailed);
    }
    await this.#world.store.recordSetUp(sandbox, step.id, Date.now());
  }

  async #judgeNow(current: Current, results: ExpectationResult[]): Promise<Verdict | null> {
    if (current.step.expect.length > 0) this.#apply(current, { kind: "evaluated", results });
    let verdict = judgeExpectations(current.step, results);
    if (current.step.check !== null && (verdict === null || verdict.kind === "passed")) {
      clearTimeout(current.timer);
      current.state = { ...current.state, script: "running" };
      verdict = await this.#runScript(current);
      this.#apply(current, { kind: "judged", verdict });
    }
    if (verdict?.kind === "passed") await this.#keepPass(current.step);
    return verdict;
  }

  #apply(current: Current, event: JudgeEvent): void {
    if (this.#current !== current) return;
    const { state, effects } = judge(current.state, event);
    current.state = state;
    for (const effect of effects) {
      if (effect.kind === "tell") void this.#tell(current, effect.verdict);
      else if (effect.kind === "wait") {
        const pause = Math.max(SCRIPT_PAUSE_MS, current.restUntil - performance.now());
        current.timer = setTimeout(() => this.#apply(current, { kind: "due" }), pause);
      } else {
        void this.#runScript(current).then((verdict) => this.#apply(current, { kind: "judged", verdict }));
      }
    }
  }

  /** Never rejects: a script that could not be run is our fault, and a verdict. */
  async #runScript(current: Current): Promise<Verdict> {
    await current.script;
    const began = performance.now();
    current.script = this.#askScript(current).finally(() => {
      const ended = performance.now();
      current.script = null;
      current.restUntil = ended + SCRIPT_REST * (ended - began);
    });
    return current.script;
  }

  async #askScript(current: Current): Promise<Verdict> {
    const { step, state } = current;
    try {
      const outcome = await this.#run(step.check!, checkEnvironment(state.locale), CHECK_TIMEOUT_SECONDS);
      current.outcome = outcome;
      return judgeScript(outcome, state.locale);
    } catch (error) {
      return { kind: "broken", detail: error instanceof Error ? error.message : String(error) };
    }
  }

  /** The pass is on disk before the student sees the tick. */
  async #tell(current: Current, verdict: Verdict): Promise<void> {
    const { step } = current;
    if (verdict.kind === "broken")
      this.#world.log.error({ lab: this.#seat.lab.id, step: step.id, detail: verdict.detail }, "a check is broken");
    try {
      if (verdict.kind === "passed") await this.#keepPass(step);
    } catch (error) {
      this.#world.log.error({ lab: this.#seat.lab.id, step: step.id, err: error }, "a pass could not be kept");
      return;
    }
    if (this.#current !== current) return;
    // Keeping took a moment: what is told is the newest word, with the pass.
    const newest = current.state.told ?? verdict;
    this.#seat.broadcast("step:verdict", { step: step.id, verdict: newest, passedAt: this.#seat.passedAt.get(step.id) ?? null });
  }

  async #keepPass(step: LabStep): Promise<void> {
    await this.#keepPassHere(step.id);
    if (this.#seat.passedAt.has(step.id)) return;
    const { attempt } = this.#seat;
    const passedAt = await this.#world.store.recordPass(attempt.id, step.id, Date.now());
    if (this.#seat.attempt.id === attempt.id) this.#seat.passedAt.set(step.id, passedAt);
  }

  /** What later steps build upon is in this sandbox, not in one that has ended. */
  async #keepPassHere(step: string): Promise<void> {
    const { sandbox, passedHere } = this.#seat;
    if (sandbox === null || passedHere.has(step)) return;
    await this.#world.store.recordPassIn(sandbox.id, step, Date.now());
    if (this.#seat.sandbox?.id === sandbox.id) this.#seat.passedHere = new Set([...this.#seat.passedHere, step]);
  }
}

const setUpKey = (sandbox: string, { id, setup }: LabStep): string => JSON.stringify([sandbox, id, setup]);

const ownResults = (results: ExpectationResult[], generation: number): ExpectationResult[] =>
  results.flatMap((result) => {
    const [own, id] = result.id.split(".");
    return own === String(generation) && id !== undefined ? [{ ...result, id }] : [];
  });
