import type { KernelConfirmation, KernelView } from "../../../lib/contract/kernel-view.ts";

/**
 * When the view on show was last known to be what the kernel says, in Unix ms of the server's clock; null when it never was. A confirmation
 * speaks of one revision: about any other view it says nothing.
 */
export function confirmedAtOf(view: KernelView | null, last: KernelConfirmation | null): number | null {
  if (view === null) return null;
  const at = last?.revision === view.revision ? Math.max(view.sampledAt, last.confirmedAt) : view.sampledAt;
  return at > 0 ? at : null;
}
