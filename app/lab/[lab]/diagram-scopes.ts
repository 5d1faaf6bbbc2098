import type { KernelScope } from "../../../lib/contract/kernel-view.ts";
import { DiagramKind } from "../../../lib/contract/lab.ts";
import type { Engine } from "../../../lib/contract/sandbox.ts";

/** Which parts of the kernel each diagram draws; processes lend their names to the others. */
const SCOPES: Record<DiagramKind, readonly KernelScope[]> = {
  layers: ["overlays"],
  network: ["network", "processes"],
  namespaces: ["processes"],
  cgroups: ["cgroups", "processes"],
  mounts: ["mounts", "processes"],
  build: ["docker"],
};

/** The diagrams that have something to draw: builds only where an engine makes them. */
export const kindsWith = (engine: Engine): DiagramKind[] =>
  DiagramKind.options.filter((kind) => kind !== "build" || engine === "docker");

/** What has to be read for these diagrams, and nothing else: names that an engine gave only where there is one. */
export function scopesFor(kinds: readonly DiagramKind[], engine: Engine): KernelScope[] {
  const scopes = kinds.flatMap((kind) => SCOPES[kind]);
  return [...new Set(engine === "docker" && scopes.length > 0 ? [...scopes, "docker" as const] : scopes)];
}
