import type { KernelScope } from "../../../lib/contract/kernel-view.ts";
import type { DiagramKind } from "../../../lib/contract/lab.ts";

/** Which parts of the kernel each diagram draws; processes lend their names to the others. */
const SCOPES: Record<DiagramKind, readonly KernelScope[]> = {
  layers: ["overlays"],
  network: ["network", "processes"],
  namespaces: ["processes"],
  cgroups: ["cgroups", "processes"],
  mounts: ["mounts", "processes"],
};

/** What has to be read for these diagrams, and nothing else. */
export const scopesFor = (kinds: readonly DiagramKind[]): KernelScope[] => [...new Set(kinds.flatMap((kind) => SCOPES[kind]))];
