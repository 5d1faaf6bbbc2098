import { vi } from "vitest";

/** Waits until a check holds; generous, since a busy test machine is slow and a right answer comes early. */
export const soon = <T>(check: () => T | Promise<T>, timeoutMs = 15_000): Promise<T> =>
  vi.waitFor(check, { timeout: timeoutMs, interval: 20 });
