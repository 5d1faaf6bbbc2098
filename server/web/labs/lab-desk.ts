import { randomBytes } from "node:crypto";
import type { Lab } from "../../../lib/content/lab.ts";
import { toSandboxProfile } from "../../../lib/content/to-sandbox-profile.ts";
import type { LabSession, RunningLab } from "../../../lib/contract/browser-protocol.ts";
import { inLocale, type Localized } from "../../../lib/contract/ids.ts";
import type { SandboxSummary } from "../../../lib/contract/sandbox.ts";
import type { SandboxFile } from "../../../lib/contract/sandboxd-protocol.ts";
import { Refusal } from "../refusal.ts";
import type { Attempt } from "../store/store.ts";
import type { Tab } from "../tabs/tab.ts";
import { texts } from "../texts.ts";
import type { World } from "../world.ts";
import { inTurn, type Turn } from "./in-turn.ts";
import type { Seat } from "./seat.ts";
import type { Seats } from "./seats.ts";

/** A create that another web process began (before a restart of web) may still be under way. */
const STARTING_TIMEOUT_MS = 60_000;
const STARTING_POLL_MS = 100;
/** putFiles: the frame between web and sandboxd is capped. */
const FILES_BATCH = { count: 500, bytes: 8 * 1024 * 1024 };

/** Opening, restarting, extending and stopping a lab's sandbox. One such operation at a time per person. */
export class LabDesk {
  readonly #world: World;
  readonly #seats: Seats;
  readonly #turns = new Map<string, { turn: Turn; users: number }>();

  constructor(world: World, seats: Seats) {
    this.#world = world;
    this.#seats = seats;
  }

  open(tab: Tab, id: string): Promise<LabSession> {
    return this.#inTurn(tab.person, async () => {
      const lab = await this.#world.labs.lab(id);
      if (lab === null) throw new Refusal("not-found", texts.noSuchLab);
      const { store } = this.#world;
      await store.seePerson(tab.person, Date.now());
      const attempt = await this.#attempt(tab.person, lab);
      const seat = await this.#seats.sit(tab, lab, attempt);
      await this.#provide(seat);
      return seat.describe();
    });
  }

  /** Throws the sandbox and the progress away and starts afresh. */
  restart(tab: Tab): Promise<LabSession> {
    return this.#inTurn(tab.person, async () => {
      const seat = this.#seats.of(tab);
      await this.#destroy(seat);
      seat.forgetSandbox();
      const values = this.#world.valuesOf(tab.person, seat.lab, undefined);
      await seat.setAttempt(this.#world, await this.#world.store.startAttempt(tab.person, seat.lab.id, Date.now(), values));
      await this.#provide(seat);
      seat.setTerminals(seat.terminals);
      return seat.describe();
    });
  }

  stop(tab: Tab): Promise<null> {
    return this.#inTurn(tab.person, async () => {
      await this.#destroy(this.#seats.of(tab));
      return null;
    });
  }

  /** The labs of which the person has a sandbox, in this tab or not. */
  async running(tab: Tab): Promise<RunningLab[]> {
    const own = await this.#sandboxesOf(tab.person);
    return Promise.all(
      own.map(async ({ purpose }) => ({ lab: purpose, title: inLocale(await this.#titleOf(purpose), tab.locale) })),
    );
  }

  /** Ends the person's sandboxes of a lab. The seat, if somebody sits there, hears it from sandboxd. */
  end(tab: Tab, lab: string): Promise<null> {
    return this.#inTurn(tab.person, async () => {
      for (const { id, purpose } of await this.#sandboxesOf(tab.person))
        if (purpose === lab) await this.#world.sandboxd.call("destroySandbox", { sandbox: id });
      return null;
    });
  }

  /** Another full life from now, as far as the operator allows. */
  async extend(tab: Tab): Promise<SandboxSummary> {
    const seat = this.#seats.of(tab);
    const sandbox = seat.runningSandbox();
    const seconds = seat.sandbox!.profile.lifeSeconds;
    const summary = await this.#world.sandboxd.call("extendSandbox", { sandbox, seconds });
    seat.setSandbox(summary);
    return summary;
  }

  /** The attempt that goes on, or a first one. Its values are settled: what its sandbox was made with stays, whatever becomes of the lab. */
  async #attempt(person: string, lab: Lab): Promise<Attempt> {
    const { store, valuesOf } = this.#world;
    const attempt = await store.currentAttempt(person, lab.id);
    const vars = valuesOf(person, lab, attempt?.vars);
    if (attempt === null) return store.startAttempt(person, lab.id, Date.now(), vars);
    if (Object.keys(vars).some((name) => attempt.vars?.[name] === undefined)) await store.setVars(attempt.id, vars);
    return { ...attempt, vars };
  }

  /** The person's sandbox for this lab: the one that runs, or a new one with the lab's files. */
  #provide(seat: Seat): Promise<void> {
    const work = this.#fetchOrCreate(seat);
    seat.provided = work.catch(() => null);
    return work;
  }

  async #fetchOrCreate(seat: Seat): Promise<void> {
    const { sandboxd, store } = this.#world;
    const own = await this.#sandboxesOf(seat.person);
    const present = own.find(({ id }) => id === seat.attempt.sandbox) ?? own.find(({ purpose }) => purpose === seat.lab.id);
    if (present === undefined) {
      await this.#create(seat, own);
    } else {
      if (present.id !== seat.attempt.sandbox) await this.#take(seat, present.id);
      seat.setSandbox(present.state === "starting" ? await this.#untilRunning(present.id) : present);
    }
    const sandbox = seat.runningSandbox();
    if (seat.attempt.preparedAt === null) {
      for (const files of inBatches(seat.lab.files)) await sandboxd.call("putFiles", { sandbox, files });
      const now = Date.now();
      await store.setPrepared(seat.attempt.id, now);
      seat.attempt = { ...seat.attempt, preparedAt: now };
    }
    seat.passedHere = new Set(await store.passesIn(sandbox));
    seat.terminals = await sandboxd.call("listTerminals", { sandbox });
    seat.limits.follow();
  }

  async #create(seat: Seat, own: SandboxSummary[]): Promise<void> {
    await this.#requireFeatures(seat.lab);
    if (own.length >= this.#world.maxSandboxesPerPerson) {
      const titles = await Promise.all(own.map(({ purpose }) => this.#titleOf(purpose)));
      throw new Refusal("too-many", texts.otherLabsRunning(titles));
    }
    const id = createSandboxId();
    const profile = toSandboxProfile(seat.lab);
    // Written first: if web dies now, the next lab:open finds the sandbox again.
    await this.#take(seat, id);
    const now = Date.now();
    seat.setSandbox({
      ...{ id, owner: seat.person, purpose: seat.lab.id, profile, state: "starting", createdAt: now },
      ...{ expiresAt: now + profile.lifeSeconds * 1000, endedBecause: null, detail: null },
    });
    try {
      seat.setSandbox(
        await this.#world.sandboxd.call("createSandbox", { id, owner: seat.person, purpose: seat.lab.id, profile }),
      );
    } catch (error) {
      seat.forgetSandbox();
      throw error;
    }
  }

  async #sandboxesOf(person: string): Promise<SandboxSummary[]> {
    const all = await this.#world.sandboxd.call("listSandboxes", {});
    return all.filter(({ owner, state }) => owner === person && isUp(state));
  }

  #titleOf = async (lab: string): Promise<Localized> => (await this.#world.labs.lab(lab))?.title ?? { en: lab };

  async #take(seat: Seat, sandbox: string): Promise<void> {
    await this.#world.store.setSandbox(seat.attempt.id, sandbox);
    seat.attempt = { ...seat.attempt, sandbox, preparedAt: null };
  }

  async #requireFeatures(lab: Lab): Promise<void> {
    if (lab.requires.length === 0) return;
    const { features, images } = await this.#world.sandboxd.call("describeHost", {});
    const lacking = lab.requires.filter((id) => features.find((feature) => feature.id === id)?.available !== true);
    if (lacking.length > 0 && lacking.every((id) => id.startsWith(IMAGE)))
      throw new Refusal(
        "not-ready",
        texts.imagesMissing(
          lacking.map((id) => id.slice(IMAGE.length)),
          images,
        ),
      );
    const reasons = lab.requires.flatMap((id) => {
      const feature = features.find((candidate) => candidate.id === id);
      if (feature?.available) return [];
      return [feature?.reason ? `${id} (${feature.reason.replace(/[.。]$/, "")})` : id];
    });
    if (reasons.length > 0) throw new Refusal("unavailable", texts.unavailable(reasons));
  }

  async #untilRunning(id: string): Promise<SandboxSummary> {
    const end = Date.now() + STARTING_TIMEOUT_MS;
    for (;;) {
      const sandbox = (await this.#world.sandboxd.call("listSandboxes", {})).find((candidate) => candidate.id === id);
      if (sandbox?.state === "running") return sandbox;
      if (sandbox?.state !== "starting" || Date.now() > end) throw new Refusal("not-running", texts.notRunning);
      await new Promise((resolve) => setTimeout(resolve, STARTING_POLL_MS));
    }
  }

  async #destroy(seat: Seat): Promise<void> {
    const { sandbox } = seat;
    if (sandbox === null || !isUp(sandbox.state)) return;
    seat.steps.stop();
    await this.#world.sandboxd.call("destroySandbox", { sandbox: sandbox.id });
  }

  async #inTurn<T>(person: string, work: () => Promise<T>): Promise<T> {
    const entry = this.#turns.get(person) ?? { turn: inTurn(), users: 0 };
    this.#turns.set(person, entry);
    entry.users += 1;
    try {
      return await entry.turn(work);
    } finally {
      entry.users -= 1;
      if (entry.users === 0) this.#turns.delete(person);
    }
  }
}

/** What the id of an offline image begins with, as a feature of the host. */
const IMAGE = "image:";

const isUp = (state: SandboxSummary["state"]): boolean => state === "starting" || state === "running";

/** 12 characters of base32: 60 random bits. */
export const createSandboxId = (): string =>
  Array.from(randomBytes(12), (byte) => "abcdefghijklmnopqrstuvwxyz234567"[byte & 31]).join("");

function* inBatches(files: SandboxFile[]): Generator<SandboxFile[]> {
  let batch: SandboxFile[] = [];
  let bytes = 0;
  for (const file of files) {
    if (batch.length >= FILES_BATCH.count || (batch.length > 0 && bytes + file.content.byteLength > FILES_BATCH.bytes)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(file);
    bytes += file.content.byteLength;
  }
  if (batch.length > 0) yield batch;
}
