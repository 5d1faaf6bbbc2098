import type { RunningSandbox } from "../runtime/running-sandbox.ts";

/** The facts of a sandbox that reading its kernel state takes; plain data, so that it can cross to the collector process. */
export type ObservedSandbox = Pick<RunningSandbox, "id" | "body" | "initPid" | "initStartTime" | "uidBase" | "cgroups">;

export const toObserved = ({ id, body, initPid, initStartTime, uidBase, cgroups }: RunningSandbox): ObservedSandbox => ({
  id,
  body,
  initPid,
  initStartTime,
  uidBase,
  cgroups,
});

/** Ids in a sandbox's range run from its base for this many. */
const RANGE = 65_536;
/** What the kernel shows for an id that has no mapping (/proc/sys/kernel/overflowuid). */
const OVERFLOW_ID = 65_534;

/** A host uid or gid as the sandbox's root sees it. */
export const toInnerId =
  (uidBase: number) =>
  (hostId: number): number =>
    hostId >= uidBase && hostId < uidBase + RANGE ? hostId - uidBase : OVERFLOW_ID;
