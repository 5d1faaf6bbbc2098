"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { FileWish } from "../../../components/files/files-pane.tsx";
import type { FilesPort } from "../../../components/files/files-port.ts";
import type { FilePath } from "../../../lib/contract/file-path.ts";
import type { LabStore } from "./lab-store.ts";

/** The file pane: whether it is there, and what it was asked to open. Once there it stays, hidden or not, since it holds unsaved text. */
export function useFiles(store: LabStore | null, offline: string) {
  const [open, setOpen] = useState(false);
  const [front, setFront] = useState<"shell" | "files">("shell");
  const [wish, setWish] = useState<FileWish | null>(null);
  const [port, setPort] = useState<FilesPort | null>(null);
  const sentence = useRef(offline);
  sentence.current = offline;

  // One port for one store: a new one would make every open file read itself again.
  const wanted = open && port === null;
  useEffect(() => {
    if (wanted && store) setPort(store.files(() => sentence.current));
  }, [wanted, store]);

  return {
    ...{ open, front, wish, port },
    /** Open, and not behind the shells where there is room for one. */
    isSeen: () => open && (document.getElementById("files")?.checkVisibility() ?? false),
    /** Shows the shells or the files where there is room for one; asking for the files opens them. */
    bring: useCallback((pane: "terminal" | "files") => {
      setFront(pane === "files" ? "files" : "shell");
      if (pane === "files") setOpen(true);
    }, []),
    ask: useCallback((path: FilePath) => setWish((before) => ({ path, number: (before?.number ?? 0) + 1 })), []),
    close: useCallback(() => {
      setOpen(false);
      setFront("shell");
    }, []),
  };
}
