import type { Cgroup } from "../../../../lib/contract/kernel/cgroups.ts";

type Limits = Cgroup["limits"];
export type Limited = { key: string; parent: string | null; limits: Limits };
export type Binding = Cgroup["binding"];

const RESOURCES = { memory: "memoryMax", cpu: "cpuCores", pids: "pidsMax" } as const;

/**
 * The limit that binds each cgroup, by its key: the least of its own and its ancestors', since every level is charged. Of equal ones the
 * nearest. outer: limits above the root that the lab set; they are imposed by the root as far as the student can see.
 */
export function bindLimits(cgroups: readonly Limited[], outer: Partial<Limits> = {}): Map<string, Binding> {
  const bound = new Map<string, Binding>();
  for (const { key, parent, limits } of cgroups) {
    const above = parent === null ? undefined : bound.get(parent);
    const least = (resource: keyof typeof RESOURCES): Binding["memory"] => {
      const own =
        parent === null ? smaller(limits[RESOURCES[resource]], outer[RESOURCES[resource]] ?? null) : limits[RESOURCES[resource]];
      const inherited = above?.[resource] ?? null;
      if (own === null) return inherited;
      return inherited !== null && inherited.limit < own ? inherited : { limit: own, by: key };
    };
    bound.set(key, { memory: least("memory"), cpu: least("cpu"), pids: least("pids") });
  }
  return bound;
}

const smaller = (a: number | null, b: number | null): number | null => (a === null ? b : b === null ? a : Math.min(a, b));
