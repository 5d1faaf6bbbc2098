import type { KernelScope, KernelView } from "../../../lib/contract/kernel-view.ts";

/**
 * The parts whose last reading ended before everything was looked at, because its time was up. What they show is there; what they do not show may be
 * there all the same.
 */
export function scopesCutShort({ overlays, network }: Pick<KernelView, "overlays" | "network">): Set<KernelScope> {
  const cut = new Set<KernelScope>();
  const late = (reason: { code: string } | null | undefined) => reason?.code === "time-cap";
  if (overlays.some(({ scan }) => scan?.reasons?.some(late))) cut.add("overlays");
  if (network?.namespaces.some(({ unread, chainsUnread }) => late(unread) || late(chainsUnread))) cut.add("network");
  return cut;
}
