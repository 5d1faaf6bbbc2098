import { totalmem } from "node:os";
import { SandboxProfile, type SandboxSummary, withEngineDefaults } from "../../../lib/contract/sandbox.ts";
import { STARTING } from "../../../lib/contract/starting.ts";
import type { Settings } from "../../config.ts";
import { findEngine } from "../engine/find-engine.ts";
import { loadImages } from "../engine/load-images.ts";
import { readDigests } from "../engine/read-digests.ts";
import { startEngine } from "../engine/start-engine.ts";
import { isRunning, type ProcessIdentity } from "../runtime/process-identity.ts";
import type { RunningSandbox } from "../runtime/running-sandbox.ts";
import { currentRootfs } from "../storage/rootfs.ts";
import { allOrNothing } from "../system/all-or-nothing.ts";
import { openAskedProfiles } from "./asked-profiles.ts";
import { buildSandbox, bundleOf, removeSandbox, treeOf } from "./build-sandbox.ts";
import { closeParts } from "./close-parts.ts";
import { collectOrphans } from "./collect-orphans.ts";
import { openHostParts } from "./host-parts.ts";
import { createImageTemplates } from "./image-templates.ts";
import { type Life, toEndReason } from "./life.ts";
import { newSandboxId } from "./new-id.ts";
import { toNewRecord } from "./new-record.ts";
import { openState } from "./open-state.ts";
import { chooseReserve, toBuild, toReadyCount } from "./ready-plan.ts";
import { createReadyPool } from "./ready-pool.ts";
import { openRecords, type SandboxRecord } from "./sandbox-record.ts";
import { SandboxdError } from "./sandboxd-error.ts";
import type { EndedBecause, Sandboxes, SandboxesEvents, SandboxWish } from "./sandboxes-contract.ts";
import { lowestFreeSlot } from "./slots.ts";
import { type Linked, tendNetwork } from "./tend-network.ts";
import { toRunning } from "./to-running.ts";
import { failuresOf, within } from "./within.ts";

/** PID 1 of each sandbox is looked at this often; one short read each. */
const WATCH_EVERY_MS = 500;

/** A sandbox that could not be freed is tried again after this. */
const RETRY_AFTER_MS = 5000;

/** Bridge, firewall and links are looked at this often, whether or not the kernel has told of a change. */
const TEND_EVERY_MS = 5000;

/** Kept for the sandboxes that run already; a pool whose disk is full turns read-only under all of them. */
const DISK_RESERVE_BYTES = 256 * 1024 ** 2;

/** Everything has to be gone, or given up, within this; the launcher waits a little longer. */
const DESTROY_MS = 30_000;
const CLOSE_MS = 20_000;

type Entry = Linked & {
  running: RunningSandbox | undefined;
  activeAt: number;
  /** The last thing that was begun; never rejects. */
  work: Promise<unknown>;
  /** When freeing it failed last. */
  stuckAt?: number;
  /** containerd and dockerd of one that waits ready. */
  engine?: ProcessIdentity[];
};

/** Opens the life of sandboxes over STATE. @throws Error when storage, network or runtime cannot be opened */
export async function openSandboxes(settings: Settings, { onChanged, onEngineStarts, log }: SandboxesEvents): Promise<Sandboxes> {
  await openState(settings.state);
  const records = await openRecords(settings.state);
  const before = await records.readAll();
  for (const name of before.damaged) log.warn({ name }, "removed a record that could not be read");
  const parts = await openHostParts(
    settings,
    before.records.map((record) => record.slot),
    log,
  );
  const entries = new Map<string, Entry>();
  /** Those that templates are made of: nobody gets one of them. */
  const moulds = new Set<Entry>();
  const capacity = Math.min(settings.maxSandboxes, parts.network.slots);
  const ending = new AbortController();

  const changed = (entry: Entry, change: Partial<SandboxRecord>) => {
    entry.record = { ...entry.record, ...change };
    if (!entry.record.pooled) onChanged(toSummary(entry.record));
  };

  /** One thing at a time per sandbox: a destroy that comes during a create waits for it. */
  const inTurn = <T>(entry: Entry, work: () => Promise<T>): Promise<T> => {
    const turn = entry.work.then(work, work);
    entry.work = turn.catch(() => undefined);
    return turn;
  };

  const remove = async (entry: Entry, because: EndedBecause, detail: string | null) => {
    const { id, body, slot } = entry.record;
    if (!entries.has(id)) return;
    entry.running = undefined;
    changed(entry, { state: "stopping", endedBecause: because, detail });
    // A full disk takes no record; the one before still leads the next start to what is left.
    await records.write(entry.record).catch((error) => log.warn({ sandbox: id, error: String(error) }, "could not note its end"));
    try {
      await removeSandbox(parts, body, slot);
      await records.remove(body);
    } catch (error) {
      entry.stuckAt = Date.now();
      log.error({ sandbox: id, error: String(error) }, "could not free a sandbox, will try again");
      throw error;
    }
    entries.delete(id);
    changed(entry, { state: "gone" });
  };

  const build = async (entry: Entry): Promise<ProcessIdentity> => {
    const { body, profile, pooled } = entry.record;
    await records.write(entry.record);
    const progress = (detail: string) => changed(entry, { detail });
    const template = await templates.find(profile.images, progress);
    ending.signal.throwIfAborted();
    const init = await buildSandbox(parts, entry.record, template, progress);
    if (profile.engine === "docker") {
      progress(STARTING.engine);
      const running = toRunning(parts, { ...entry.record, init });
      await allOrNothing([
        startEngine(running, `${bundleOf(parts, body)}/engine.pid`),
        Promise.resolve(moulds.has(entry) ? undefined : onEngineStarts?.(running)),
      ]);
      if (pooled) entry.engine = await findEngine(treeOf(parts, body));
    }
    return init;
  };

  /** The first process of a sandbox that waits ready, when that and its engine run as they were started. */
  const unharmed = async ({ record: { init }, engine = [] }: Entry): Promise<ProcessIdentity | null> =>
    init !== null && (await Promise.all([init, ...engine].map(isRunning))).every(Boolean) ? init : null;

  /** Becomes the sandbox whose place it takes, where that is one like it; otherwise clears it away first. */
  const succeed = async (entry: Entry, reserve: Entry): Promise<ProcessIdentity> => {
    const { id, profile } = entry.record;
    const { body, slot, profile: other } = reserve.record;
    const init = toBuild(profile) === toBuild(other) ? await unharmed(reserve) : null;
    if (init) return init;
    if (toBuild(profile) === toBuild(other) && reserve.record.state === "running")
      log.warn(
        { sandbox: id, body, engine: reserve.engine },
        "one of these has ended in a sandbox that was kept ready: a new one is made",
      );
    await removeSandbox(parts, body, slot);
    await records.remove(body);
    entry.record = { ...entry.record, body: id };
    return build(entry);
  };

  const start = async (entry: Entry, begin: () => Promise<ProcessIdentity>): Promise<SandboxSummary> => {
    const began = performance.now();
    const { id, pooled } = entry.record;
    try {
      const init = await begin();
      const record = { ...entry.record, state: "running" as const, detail: null, init };
      // In one rename it is no longer nobody's, and what it was made as is forgotten.
      await records.write(record);
      entry.running = toRunning(parts, record);
      entry.activeAt = Date.now();
      changed(entry, record);
      const how = pooled
        ? "a sandbox is kept ready"
        : record.body === id
          ? "sandbox runs"
          : "a sandbox that was kept ready is handed out";
      log.info({ sandbox: id, body: record.body, ms: Math.round(performance.now() - began) }, how);
      return toSummary(entry.record);
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      if (!pooled) log.error({ sandbox: id, reason }, "sandbox could not be created");
      await remove(entry, "failed", reason).catch(() => undefined);
      throw new SandboxdError("failed", `the sandbox could not be started: ${reason}`, { cause });
    }
  };

  const watch = async () => {
    await Promise.all(
      [...entries.values()].map(async (entry) => {
        const { init, state, id } = entry.record;
        if (entry.stuckAt && Date.now() > entry.stuckAt + RETRY_AFTER_MS) {
          delete entry.stuckAt;
          await destroy(id, entry.record.endedBecause ?? "asked").catch(() => undefined);
        }
        if (state !== "running" || !init) return;
        if (entry.record.pooled) {
          if (await unharmed(entry)) return;
          pool.died(id);
          return destroy(id, "died");
        }
        const life: Life = { now: Date.now(), activeAt: entry.activeAt, alive: await isRunning(init), ...entry.record };
        const because = toEndReason(life);
        if (because && entry.record.state === "running") await destroy(id, because);
      }),
    );
  };

  const destroy: Sandboxes["destroy"] = async (id, because = "asked") => {
    const entry = entries.get(id);
    if (entry) await inTurn(entry, () => remove(entry, because, because === "died" ? "its first process ended" : null));
  };

  const toRecord = (wish: SandboxWish & { id: string }, slot: number) => toNewRecord(settings, wish, slot);
  const freeSlot = () => lowestFreeSlot([...entries.values()].map((entry) => entry.record.slot));
  const freeBytes = () => {
    const { pool: inPool, disk } = parts.storage.freeBytes();
    return Math.min(inPool, disk);
  };
  const enlist = (record: SandboxRecord, work: Promise<unknown> = Promise.resolve()): Entry => {
    const entry: Entry = { record, running: undefined, activeAt: record.createdAt, work };
    entries.set(record.id, entry);
    changed(entry, {});
    return entry;
  };

  const reserves = () => [...entries.values()].filter((entry) => entry.record.pooled && !moulds.has(entry));
  const templates = createImageTemplates({
    templates: parts.storage.templates,
    readDigests: (images) => readDigests(`http://${parts.network.gateway}:${settings.registryPort}`, images),
    readRootfs: () => currentRootfs(settings),
    async make(images, name) {
      const profile = SandboxProfile.parse(withEngineDefaults({ engine: "docker" as const }));
      const wish = { id: newSandboxId(), owner: "", purpose: "", profile };
      const entry = enlist({ ...toRecord(wish, freeSlot()), pooled: true });
      moulds.add(entry);
      try {
        await inTurn(entry, async () => {
          const init = await build(entry);
          const pidFile = `${bundleOf(parts, entry.record.body)}/engine.pid`;
          await loadImages(toRunning(parts, { ...entry.record, init }), images, { pidFile, signal: ending.signal });
          await parts.storage.templates?.keep(name, entry.record.body);
        });
      } finally {
        await destroy(wish.id);
        moulds.delete(entry);
      }
    },
    ending: ending.signal,
    log,
  });
  const pool = createReadyPool({
    count: toReadyCount(settings.ready, totalmem()),
    asked: await openAskedProfiles(settings.state, (error) =>
      log.warn({ error: String(error) }, "could not note what was asked for"),
    ),
    members: () => reserves().flatMap(({ record }) => (record.state === "stopping" ? [] : [record])),
    isBusy: () => [...entries.values()].some(({ record }) => record.state === "starting" && !record.pooled),
    hasRoom: () => entries.size < capacity && freeBytes() > 2 * DISK_RESERVE_BYTES,
    async make(profile) {
      const entry = enlist({ ...toRecord({ id: newSandboxId(), owner: "", purpose: "", profile }, freeSlot()), pooled: true });
      await inTurn(entry, () => start(entry, () => build(entry)));
    },
    drop: (id) => destroy(id),
    whenIdle: () => templates.makeWanted(),
    log,
  });

  const timer = setInterval(() => {
    pool.tend();
    watch().catch((error) => log.error({ error: String(error) }, "watching the sandboxes failed"));
  }, WATCH_EVERY_MS);
  timer.unref();

  const tending = setInterval(() => {
    tendNetwork(parts, entries.values(), inTurn, log).catch((error) =>
      log.error({ error: String(error) }, "looking after the network failed"),
    );
  }, TEND_EVERY_MS);
  tending.unref();

  return {
    capacity: { sandboxes: capacity },
    host: { runtime: parts.runtime.chosen.version, cgroup: parts.runtime.chosen.mode, storage: parts.storage.kind },
    async create({ id = newSandboxId(), owner, purpose, profile }) {
      if (ending.signal.aborted) throw new SandboxdError("failed", "the lab is shutting down");
      if (entries.has(id)) throw new SandboxdError("invalid", `there is a sandbox ${id} already`);
      if (entries.size - reserves().length >= capacity) {
        throw new SandboxdError(
          "full",
          `the lab is full: all ${capacity} sandboxes are in use. Try again when somebody has finished.`,
        );
      }
      if (freeBytes() < DISK_RESERVE_BYTES) {
        log.warn(parts.storage.freeBytes(), "no new sandbox: the disk is nearly full");
        parts.storage.reclaim().catch((error) => log.error({ error: String(error) }, "space could not be reclaimed"));
        throw new SandboxdError("full", "the lab is full: its disk is. Try again when somebody has finished.");
      }
      const wish = { id, owner, purpose, profile };
      const reserve = chooseReserve(reserves(), profile, entries.size >= capacity);
      if (reserve) entries.delete(reserve.record.id);
      pool.asked(profile);
      if (!reserve) {
        const entry = enlist(toRecord(wish, freeSlot()));
        return inTurn(entry, () => start(entry, () => build(entry)));
      }
      // It stands for what is there from now on, and whoever ends it before its turn ends that.
      const entry = enlist({ ...toRecord(wish, reserve.record.slot), body: reserve.record.body }, reserve.work);
      return inTurn(entry, () => start(entry, () => succeed(entry, reserve)));
    },
    destroy,
    wantImages: (lists) => templates.want(lists),
    countReady: () => reserves().filter(({ record }) => record.state === "running").length,
    list: () => [...entries.values()].flatMap(({ record }) => (record.pooled ? [] : [toSummary(record)])),
    get: (id) => {
      const entry = entries.get(id);
      return entry?.record.pooled ? undefined : entry?.running;
    },
    async extend(id, seconds) {
      const entry = entries.get(id);
      if (entry?.record.state !== "running" || entry.record.pooled)
        throw new SandboxdError("not-found", "this sandbox has ended");
      const latest = entry.record.createdAt + settings.maxLifeSeconds * 1000;
      changed(entry, { expiresAt: Math.min(Date.now() + seconds * 1000, latest) });
      entry.activeAt = Date.now();
      await records.write(entry.record);
      return toSummary(entry.record);
    },
    touch(id) {
      const entry = entries.get(id);
      if (entry) entry.activeAt = Date.now();
    },
    async adopt() {
      const { records: found } = await records.readAll();
      const removals: Promise<unknown>[] = [];
      for (const { adoptions, ...before } of found) {
        const record = { ...before, adoptions: adoptions + 1 };
        if (entries.has(record.id)) continue;
        const { init } = record;
        // One that waited ready was made by another sandboxd, of other settings and another root file system perhaps.
        const alive = !record.pooled && record.state === "running" && init !== null && (await isRunning(init));
        // On a full disk it goes on uncounted: ending it matters more.
        if (alive)
          await records.write(record).catch((error) => log.warn({ error: String(error) }, "could not note its adoption"));
        const running = alive ? toRunning(parts, { ...record, init }) : undefined;
        const entry: Entry = { record, running, activeAt: Date.now(), work: Promise.resolve() };
        entries.set(record.id, entry);
        if (record.pooled) removals.push(inTurn(entry, () => remove(entry, "asked", null)));
        else if (alive) {
          log.info({ sandbox: record.id, pid: init.pid }, "took over a sandbox that still runs");
          onChanged(toSummary(record));
        } else {
          log.warn({ sandbox: record.id, state: record.state }, "collecting a sandbox that no longer runs");
          const because = record.endedBecause ?? "died";
          await inTurn(entry, () => remove(entry, because, "it ended while the lab was not running")).catch(() => undefined);
        }
      }
      await Promise.allSettled(removals); // what fails has been said and is tried again
      await collectOrphans(
        parts,
        [...entries.values()].map((entry) => entry.record),
        log,
      );
    },
    async close({ destroyAll }) {
      ending.abort(new Error("the lab is shutting down"));
      clearInterval(timer);
      clearInterval(tending);
      if (!destroyAll) return parts.network.leave();
      const problems = await failuresOf([...entries.keys()].map((id) => within(DESTROY_MS, `sandbox ${id}`, destroy(id))));
      const stuck = [...entries.values()].map(({ record }) => record);
      problems.push(...(await failuresOf([within(CLOSE_MS, "the rest", closeParts(parts, stuck, log))])));
      if (problems.length > 0) throw new Error(`could not take everything away: ${problems.join("; ")}`);
    },
  };
}

const toSummary = ({
  body: _body,
  slot: _slot,
  uidBase: _uidBase,
  init: _init,
  adoptions: _adoptions,
  pooled: _pooled,
  ...summary
}: SandboxRecord): SandboxSummary => summary;
