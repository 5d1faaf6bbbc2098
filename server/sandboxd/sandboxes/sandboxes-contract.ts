import type { z } from "zod";
import type { EndReason, SandboxProfile, SandboxSummary } from "../../../lib/contract/sandbox.ts";
import type { RunningSandbox } from "../runtime/running-sandbox.ts";
import type { Log } from "./log.ts";

export type EndedBecause = z.infer<typeof EndReason>;
export type SandboxWish = { id?: string | undefined; owner: string; purpose: string; profile: SandboxProfile };

export type Sandboxes = {
  readonly capacity: { sandboxes: number };
  readonly host: { runtime: string; cgroup: "v2" | "hybrid" | "v1"; storage: "btrfs" | "directory" };
  /** How many that are nobody's yet wait to be handed out. */
  countReady(): number;
  /**
   * Answers when it runs: one that was kept ready, where there is one of the same build, else a new one.
   * @throws SandboxdError "full" when there is no room, "invalid" when the id is taken, "failed" with the reason
   */
  create(wish: SandboxWish): Promise<SandboxSummary>;
  /** These lists of images will be asked for by profiles: what they need is made ready when nothing else is to be done. */
  wantImages(lists: readonly (readonly string[])[]): void;
  /** Answers when nothing of it is left. A sandbox that is not there is fine. */
  destroy(id: string, because?: EndedBecause): Promise<void>;
  list(): SandboxSummary[];
  get(id: string): RunningSandbox | undefined;
  /** Moves the end to now + seconds, at most the operator's maximum after its creation. @throws SandboxdError "not-found" */
  extend(id: string, seconds: number): Promise<SandboxSummary>;
  /** Somebody works in it: the idle time starts anew. */
  touch(id: string): void;
  /** Takes over what still runs, collects what does not, and what nobody knows. Called once, at start. */
  adopt(): Promise<void>;
  /** destroyAll: nothing is left on the host. Otherwise sandboxes go on for the next start to adopt. */
  close(options: { destroyAll: boolean }): Promise<void>;
};

export type SandboxesEvents = {
  onChanged: (summary: SandboxSummary) => void;
  /** The engine of one starts, which takes a second: what else its owner would wait for can be made ready in it meanwhile. */
  onEngineStarts?: (running: RunningSandbox) => Promise<void>;
  log: Log;
};
