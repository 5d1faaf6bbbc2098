import { type RefObject, useState } from "react";
import type { TerminalPanelHandle } from "../../../components/terminal/terminal-panel.tsx";
import type { Pane } from "../../../components/workbench/workbench.tsx";
import { usePrint } from "./use-print.ts";
import { useShortcuts } from "./use-shortcuts.ts";
import { useSingleKeys } from "./use-single-keys.ts";

/** What the keyboard does in a lab, and the map that says so. turn: steps forward, or back. */
export function useLabKeys(
  turn: (by: number) => void,
  shell: RefObject<TerminalPanelHandle | null>,
  setFront: (pane: Pane) => void,
) {
  const print = usePrint();
  const [mapOpen, setMapOpen] = useState(false);
  const [singleKeys, setSingleKeys] = useSingleKeys();
  useShortcuts(
    {
      map: () => setMapOpen(true),
      next: () => turn(1),
      previous: () => turn(-1),
      print,
      // Inside a terminal Tab belongs to the shell, so there must be another way out.
      panes: () => {
        const inShell = document.activeElement?.closest("[data-terminal-screen]");
        setFront(inShell ? "lesson" : "terminal");
        if (inShell) document.querySelector<HTMLElement>("[data-lesson-text]")?.focus();
        else shell.current?.focus();
      },
    },
    singleKeys,
  );
  return { mapOpen, setMapOpen, singleKeys, setSingleKeys };
}
