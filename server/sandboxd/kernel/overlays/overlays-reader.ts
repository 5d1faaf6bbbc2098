import type { KernelChange, KernelView, Overlay } from "../../../../lib/contract/kernel-view.ts";
import type { Reason } from "../../../../lib/contract/reason.ts";
import type { ObservedSandbox } from "../observed-sandbox.ts";
import { diffOverlays } from "./diff-overlays.ts";
import { createDirectoryWatch, type DirectoryWatch } from "./directory-watch.ts";
import { createMemory, readOverlays } from "./read-overlays.ts";

export type OverlaysReader = {
  /** changes: what is new since the reading before, for the revision that it makes. */
  read(): {
    part: Overlay[];
    problems: Reason[];
    plumbing: KernelView["plumbing"];
    changes: (revision: number) => KernelChange[];
  };
  /** Text of the mount tables at the last reading. */
  readonly fingerprint: string;
  /** From the next reading on, gives hints that the layers changed. */
  follow(onHint: () => void): void;
  /** Nobody looks any more. */
  rest(): void;
};

/** Reads the overlays of one sandbox again and again. */
export function createOverlaysReader(sandbox: ObservedSandbox): OverlaysReader {
  const memory = createMemory();
  let directories: DirectoryWatch | null = null;
  let before: Overlay[] | null = null;
  let fingerprint = "";
  return {
    read() {
      const sawWork = directories?.takeWork() ?? new Set<string>();
      const { overlays, problems, hiddenOverlays, fingerprint: mounts } = readOverlays(sandbox, memory, directories ?? undefined);
      const earlier = before;
      before = overlays;
      fingerprint = mounts;
      return {
        part: overlays,
        problems,
        plumbing: { overlays: hiddenOverlays },
        changes: (revision) => (earlier ? diffOverlays(earlier, overlays, revision, sawWork) : []),
      };
    },
    get fingerprint() {
      return fingerprint;
    },
    follow(onHint) {
      directories ??= createDirectoryWatch(onHint);
    },
    rest() {
      directories?.close();
      directories = null;
      memory.cache = new Map();
    },
  };
}
