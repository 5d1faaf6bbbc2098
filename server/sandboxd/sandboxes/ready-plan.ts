import type { SandboxProfile } from "../../../lib/contract/sandbox.ts";
import type { SandboxRecord } from "./sandbox-record.ts";

const GIB = 1024 ** 3;

/** How many sandboxes wait ready where the operator does not say: one for each 4 GiB of memory, since an idle engine takes about 50 MiB. */
export const toReadyCount = (setting: number | undefined, memoryBytes: number): number =>
  setting ?? Math.min(4, Math.round(memoryBytes / (4 * GIB)));

/** Only sandboxes with an engine are worth keeping ready: the others are made in a third of a second. */
export const isKeptReady = ({ engine }: SandboxProfile): boolean => engine === "docker";

/** What of a profile is built into a sandbox. Two with the same build are the same until somebody enters one. */
export function toBuild({ maxTerminals: _, lifeSeconds: _life, idleSeconds: _idle, ...built }: SandboxProfile): string {
  return JSON.stringify(Object.entries(built).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** The profiles that were asked for, latest first, each build once. */
export function noteAsked(asked: readonly SandboxProfile[], profile: SandboxProfile, most: number): SandboxProfile[] {
  const build = toBuild(profile);
  return [profile, ...asked.filter((other) => toBuild(other) !== build)].slice(0, most);
}

/**
 * The next step towards `count` ready sandboxes: one for each of the builds asked for last, and those that remain for the very last, which a
 * class has most likely just begun with.
 * @param have the build of each that is ready
 * @returns drop: a build that has one too many
 */
export function planReady(
  asked: readonly SandboxProfile[],
  have: readonly string[],
  count: number,
): { make: SandboxProfile | null; drop: string | null } {
  const chosen = asked.slice(0, count);
  const target = (build: string) => {
    const at = chosen.findIndex((profile) => toBuild(profile) === build);
    if (at < 0) return 0;
    return at === 0 ? count - chosen.length + 1 : 1;
  };
  const ready = (build: string) => have.filter((other) => other === build).length;
  return {
    make: chosen.find((profile) => ready(toBuild(profile)) < target(toBuild(profile))) ?? null,
    drop: have.find((build) => ready(build) > target(build)) ?? null,
  };
}

/**
 * The sandbox of the reserve whose place a new one takes: one of the same build, which it becomes, ready or nearly so; where no room is left
 * otherwise, any, which goes first.
 */
export function chooseReserve<E extends { record: Pick<SandboxRecord, "profile" | "state"> }>(
  reserves: readonly E[],
  profile: SandboxProfile,
  full: boolean,
): E | undefined {
  const build = toBuild(profile);
  const first = (among: readonly E[], ...states: SandboxRecord["state"][]) =>
    states.flatMap((state) => among.filter(({ record }) => record.state === state))[0];
  const same = first(
    reserves.filter(({ record }) => toBuild(record.profile) === build),
    "running",
    "starting",
  );
  return same ?? (full ? first(reserves, "stopping", "running", "starting") : undefined);
}
