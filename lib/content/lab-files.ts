import type { SandboxFile } from "../contract/sandboxd-protocol.ts";

/** A lab's folder as content: what read-lab finds on disk and parse-lab understands. */
export type LabFiles = {
  id: string;
  /** Path relative to the lab's folder -> text; without files/. */
  files: Map<string, { text: string; executable: boolean }>;
  /** The files of images/, as they are; absent: none. */
  images?: ReadonlyMap<string, Uint8Array>;
  /** The content of files/, as it goes into the sandbox. */
  payload: SandboxFile[];
  fingerprint: string;
};
