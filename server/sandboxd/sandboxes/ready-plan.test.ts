import { describe, expect, it } from "vitest";
import { SandboxProfile } from "../../../lib/contract/sandbox.ts";
import { isKeptReady, noteAsked, planReady, toBuild, toReadyCount } from "./ready-plan.ts";

const profile = (change: Partial<SandboxProfile> = {}) => SandboxProfile.parse({ engine: "docker", ...change });
const [layers, harbour, chain] = ["layers", "harbour", "chain"].map((hostname) => profile({ hostname })) as [
  SandboxProfile,
  SandboxProfile,
  SandboxProfile,
];
const builds = (...profiles: SandboxProfile[]) => profiles.map(toBuild);

describe("which sandboxes are kept ready", () => {
  it("as many as the operator says, else one for each 4 GiB of memory and at most four", () => {
    expect([2, 4, 8, 16, 256].map((gib) => toReadyCount(undefined, (gib - 0.2) * 1024 ** 3))).toEqual([0, 1, 2, 4, 4]);
    expect([toReadyCount(0, 2 ** 40), toReadyCount(9, 2 ** 20)]).toEqual([0, 9]);
  });

  it("those with an engine", () => {
    expect([profile(), profile({ engine: "none" })].map(isKeptReady)).toEqual([true, false]);
  });

  it("two profiles share one when nothing that is built in differs, in whatever order they are written", () => {
    expect(toBuild(profile({ lifeSeconds: 60, idleSeconds: 60, maxTerminals: 1 }))).toBe(toBuild(profile()));
    expect(toBuild(Object.fromEntries(Object.entries(layers).toReversed()) as SandboxProfile)).toBe(toBuild(layers));
    for (const change of [
      { hostname: "other" },
      { memoryMiB: 999 },
      { diskMiB: 999 },
      { pids: 99 },
      { cpus: 2 },
      { engine: "none" },
    ])
      expect(toBuild(profile(change as Partial<SandboxProfile>))).not.toBe(toBuild(profile()));
  });

  it("the latest asked come first, each once", () => {
    const asked = [layers, harbour, layers, chain].reduce<SandboxProfile[]>((all, one) => noteAsked(all, one, 2), []);
    expect(asked).toEqual([chain, layers]);
  });

  it("all for the only one asked for", () => {
    expect(planReady([layers], [], 3)).toEqual({ make: layers, drop: null });
    expect(planReady([layers], builds(layers, layers), 3)).toEqual({ make: layers, drop: null });
    expect(planReady([layers], builds(layers, layers, layers), 3)).toEqual({ make: null, drop: null });
  });

  it("one for each of the latest, and the rest for the very latest", () => {
    expect(planReady([chain, layers], builds(layers), 3)).toEqual({ make: chain, drop: null });
    expect(planReady([chain, layers], builds(layers, chain), 3)).toEqual({ make: chain, drop: null });
    expect(planReady([chain, layers], builds(chain, chain, layers), 3)).toEqual({ make: null, drop: null });
    expect(planReady([chain, layers, harbour], builds(chain), 2)).toEqual({ make: layers, drop: null });
  });

  it("one that nobody asks for any more is given up, and so are all when none is wanted", () => {
    expect(planReady([chain, layers], builds(layers, layers), 2)).toEqual({ make: chain, drop: toBuild(layers) });
    expect(planReady([chain, layers], builds(harbour), 2)).toEqual({ make: chain, drop: toBuild(harbour) });
    expect(planReady([chain], builds(chain), 0)).toEqual({ make: null, drop: toBuild(chain) });
    expect(planReady([], [], 2)).toEqual({ make: null, drop: null });
  });
});
