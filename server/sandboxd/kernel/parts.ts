import { createHash } from "node:crypto";
import type { NetworkPart } from "../../../lib/contract/kernel/network.ts";
import { structureText } from "../../../lib/contract/kernel/numbers.ts";
import type { KernelScope } from "../../../lib/contract/kernel-view.ts";
import { createCgroupsReader } from "./cgroups/cgroups-reader.ts";
import { costSoFar } from "./cost-clock.ts";
import { createDockerReader } from "./docker/docker-reader.ts";
import { createMountsReader } from "./mounts/mounts-reader.ts";
import { createNetworkReader } from "./net/network-reader.ts";
import type { ObservedSandbox } from "./observed-sandbox.ts";
import { createOverlaysReader } from "./overlays/overlays-reader.ts";
import { type PaceWish, PartPace } from "./part-pace.ts";
import type { PartReader, Reading } from "./part-reader.ts";
import { createProcessesReader } from "./processes/processes-reader.ts";
import { createScanner } from "./processes/scanner.ts";
import { toReason } from "./to-reason.ts";
import type { PartFound } from "./view-keeper.ts";

const PACE: Record<KernelScope, PaceWish> = {
  overlays: { leastMs: 60, idleMs: null },
  mounts: { leastMs: 60, idleMs: null },
  processes: { leastMs: 80, idleMs: null },
  // Neighbours and learned addresses age, connections time out, and frames from elsewhere are counted.
  network: { leastMs: 80, idleMs: 1_000 },
  // Memory is given back and throttling ends without the sandbox doing anything; numbers move at 2 Hz.
  cgroups: { leastMs: 250, idleMs: 1_000 },
  docker: { leastMs: 80, idleMs: null },
};

export type NetworkCompanion = (reading: Reading, part: NetworkPart) => void;

export type SandboxParts = {
  pace(scope: KernelScope): PartPace;
  /** Reads these parts now; one whose reading failed comes back as it was before, with a problem. */
  read(scopes: readonly KernelScope[]): PartFound[];
  /** Unix ms at which all of these were last known to be as they were read; 0: one of them never was. */
  confirmedAt(scopes: readonly KernelScope[]): number;
  /** The sandbox has done nothing since it was read: what only it can change still holds. */
  confirmIdle(scopes: readonly KernelScope[], at: number): void;
  /** Gives hints that overlays changed, from the next reading on. */
  follow(onHint: () => void): void;
  /** Is handed everything that is read of the network, while it is being read; null: nobody. */
  accompanyNetwork(companion: NetworkCompanion | null): void;
  readonly mountFingerprint: string;
  rest(scope: KernelScope): void;
};

/** Overlays, which may hold 20,000 paths, count nothing: leaving numbers out of their text would only take half a second of looking for some. */
const textOf = (scope: KernelScope, part: unknown): string => (scope === "overlays" ? JSON.stringify(part) : structureText(part));
const digestOf = (text: string): string => createHash("sha1").update(text).digest("base64");

type PartState = { pace: PartPace; confirmedAt: number; last: PartFound | null };

/** The readers of one sandbox's parts, with what is known of the age of each. */
export function openParts(sandbox: ObservedSandbox, toolsRoot: string, onError: (error: unknown) => void): SandboxParts {
  const overlays = createOverlaysReader(sandbox);
  const scanner = createScanner(sandbox);
  const readers: Record<Exclude<KernelScope, "overlays">, PartReader<unknown>> = {
    processes: createProcessesReader(),
    network: createNetworkReader({ toolsRoot }),
    cgroups: createCgroupsReader(),
    mounts: createMountsReader(),
    docker: createDockerReader(),
  };
  let companion: NetworkCompanion | null = null;
  const states = new Map<KernelScope, PartState>();
  const stateOf = (scope: KernelScope): PartState => {
    const state = states.get(scope) ?? { pace: new PartPace(PACE[scope]), confirmedAt: 0, last: null };
    states.set(scope, state);
    return state;
  };

  const readPart = (scope: KernelScope, reading: Reading): Omit<PartFound, "digest"> => {
    if (scope === "overlays") return { scope, ...overlays.read() };
    return { scope, ...readers[scope].read(reading) } as PartFound;
  };

  const readOne = (scope: KernelScope, reading: Reading): PartFound[] => {
    const state = stateOf(scope);
    const [before, startedAt] = [costSoFar(), Date.now()];
    state.pace.begin();
    const end = (changed: boolean) => state.pace.end(performance.now(), costSoFar() - before, changed);
    try {
      const read = readPart(scope, reading);
      const digest = digestOf(textOf(scope, [read.part, read.plumbing]));
      end(digest !== state.last?.digest);
      state.confirmedAt = startedAt;
      const found = { ...read, digest } as PartFound;
      state.last = found;
      if (found.scope === "network" && found.part) companion?.(reading, found.part);
      return [found];
    } catch (error) {
      // A mistake of ours with one sandbox must not end the reading of all others; the view says that it is old.
      onError(error);
      end(false);
      const problem = toReason("reading-failed", { error: error instanceof Error ? error.message : String(error) });
      return [{ scope, part: undefined, digest: "", ...state.last, problems: [problem], changes: () => [] } as PartFound];
    }
  };

  return {
    pace: (scope) => stateOf(scope).pace,
    read(scopes) {
      using reading = scanner.begin();
      return scopes.flatMap((scope) => readOne(scope, reading));
    },
    confirmedAt: (scopes) => (scopes.length === 0 ? Date.now() : Math.min(...scopes.map((scope) => stateOf(scope).confirmedAt))),
    confirmIdle(scopes, at) {
      for (const scope of scopes) {
        const state = stateOf(scope);
        if (state.last && !state.pace.usedSinceRead && PACE[scope].idleMs === null) state.confirmedAt = at;
      }
    },
    accompanyNetwork(one) {
      companion = one;
    },
    follow: (onHint) => overlays.follow(onHint),
    get mountFingerprint() {
      return overlays.fingerprint;
    },
    rest(scope) {
      if (!states.delete(scope)) return;
      if (scope === "overlays") overlays.rest();
      else readers[scope].rest();
    },
  };
}
