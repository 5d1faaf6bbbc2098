import type { KernelNumbers, KernelScope, KernelUpdate, KernelView } from "../../../lib/contract/kernel-view.ts";

/** What a watcher is told of a view: the parts that are new, and new numbers of those that are not. */
export function toUpdateOf(
  view: KernelView,
  { since, shown, numbers }: { since: number; shown: KernelScope[]; numbers: KernelNumbers },
): KernelUpdate {
  const { overlays, processes, network, cgroups, mounts, docker, ...said } = view;
  const parts = { overlays, processes, network, cgroups, mounts, docker };
  return {
    ...said,
    ...Object.fromEntries(shown.map((scope) => [scope, parts[scope]])),
    // A part that is sent whole brings its numbers along; they are few, and sending them twice is cheaper than telling them apart.
    ...(Object.keys(numbers).length > 0 ? { numbers } : {}),
    since,
  };
}
