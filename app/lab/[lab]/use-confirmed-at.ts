"use client";

import { useSyncExternalStore } from "react";
import type { LabStore } from "./lab-store.ts";

/**
 * When the view on show was last confirmed by the kernel, in Unix ms of the server's clock; null before there was one. Comes once a second:
 * only who uses this renders then.
 */
export const useConfirmedAt = (store: LabStore | null): number | null =>
  useSyncExternalStore(store?.subscribe ?? noChanges, store?.readConfirmedAt ?? readNothing, readNothing);

const noChanges = () => () => undefined;
const readNothing = () => null;
