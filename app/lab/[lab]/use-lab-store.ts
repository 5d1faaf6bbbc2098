"use client";

import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import type { KernelScope } from "../../../lib/contract/kernel-view.ts";
import { emptyLabState, type LabState } from "./lab-state.ts";
import { LabStore } from "./lab-store.ts";
import type { LabWire } from "./lab-wire.ts";

/** Opens the lab when the page is there and closes it when it is left. The store is null on the server and in the first paint. */
export function useLabStore(
  openWire: () => LabWire,
  lab: string,
  firstTerminal: string,
  scopes: readonly KernelScope[],
): [LabStore | null, LabState] {
  const firstScopes = useRef(scopes);
  firstScopes.current = scopes;
  const [store, setStore] = useState<LabStore | null>(null);
  useEffect(() => {
    const opened = new LabStore(openWire(), lab, firstTerminal, firstScopes.current);
    setStore(opened);
    return () => {
      setStore(null);
      opened.close();
    };
  }, [openWire, lab, firstTerminal]);
  useEffect(() => store?.lookAt(scopes), [store, scopes]);
  const state = useSyncExternalStore(store?.subscribe ?? noChanges, store?.read ?? readEmpty, readEmpty);
  return [store, state];
}

const noChanges = () => () => undefined;
const readEmpty = () => emptyLabState;
