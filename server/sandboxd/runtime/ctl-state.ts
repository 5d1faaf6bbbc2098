import { z } from "zod";
import type { RuntimeKind } from "./choose-runtime.ts";

const RuncState = z.looseObject({ cgroup_paths: z.record(z.string(), z.string()) });
const CrunStatus = z.looseObject({ "cgroup-path": z.string() });

const beside = (path: string): string => {
  if (!path.endsWith("/box")) throw new Error(`the runtime put the sandbox into ${path}, which is not a box`);
  return `${path.slice(0, -"/box".length)}/ctl`;
};

/** The runtime's state of a sandbox with the `ctl` cgroup in place of `box`: an exec over it enters beside the student's limits. */
export function toCtlState(kind: RuntimeKind, text: string): string {
  if (kind === "crun") {
    const status = CrunStatus.parse(JSON.parse(text));
    return JSON.stringify({ ...status, "cgroup-path": beside(status["cgroup-path"]) });
  }
  const state = RuncState.parse(JSON.parse(text));
  const paths = Object.entries(state.cgroup_paths).map(([controller, path]) => [controller, beside(path)]);
  return JSON.stringify({ ...state, cgroup_paths: Object.fromEntries(paths) });
}
