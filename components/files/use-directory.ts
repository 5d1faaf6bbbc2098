"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { FilePath } from "../../lib/contract/file-path.ts";
import type { DirectoryListing } from "../../lib/contract/files.ts";
import type { FilesPort } from "./files-port.ts";
import { useRefusal } from "./refusal.tsx";

export type Directory = { path: FilePath; listing: DirectoryListing | null; problem: string | null; loading: boolean };

/** The directory on show. An answer that comes after the person has gone elsewhere is left aside. */
export function useDirectory(port: FilesPort, path: FilePath, awake: boolean): [Directory, () => Promise<void>] {
  const sentence = useRefusal();
  const [state, setState] = useState<Directory>({ path, listing: null, problem: null, loading: true });
  const asked = useRef(0);
  const refresh = useCallback(async () => {
    const mine = ++asked.current;
    setState((before) => ({ ...before, path, ...(before.path === path ? {} : { listing: null }), loading: true }));
    const answer = await port.list(path);
    if (mine !== asked.current) return;
    if (answer.kind === "listing") setState({ path, listing: answer, problem: null, loading: false });
    else setState((before) => ({ ...before, listing: null, problem: sentence(answer), loading: false }));
  }, [port, path, sentence]);
  useEffect(() => {
    if (awake) void refresh();
  }, [refresh, awake]);
  return [state, refresh];
}
