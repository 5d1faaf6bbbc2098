import { z } from "zod";
import type { RuntimeKind } from "./choose-runtime.ts";

const RuncState = z.looseObject({ cgroup_paths: z.record(z.string(), z.string()) });
const CrunStatus = z.looseObject({ "cgroup-path": z.string() });

const beside = (path: string, name: string): string => {
  if (!path.endsWith("/box")) throw new Error(`the runtime put the sandbox into ${path}, which is not a box`);
  return `${path.slice(0, -"/box".length)}/${name}`;
};

/**
 * The runtime's state of a sandbox with the `ctl` cgroup in place of `box`: an exec over it enters beside the student's limits. With a script's
 * name it enters that one's cgroup where processes are counted (v1's pids hierarchy, else v2) and `ctl` everywhere else.
 */
export function toCtlState(kind: RuntimeKind, text: string, script = "ctl"): string {
  if (kind === "crun") {
    const status = CrunStatus.parse(JSON.parse(text));
    return JSON.stringify({ ...status, "cgroup-path": beside(status["cgroup-path"], script) });
  }
  const state = RuncState.parse(JSON.parse(text));
  const counting = "pids" in state.cgroup_paths ? "pids" : "";
  const paths = Object.entries(state.cgroup_paths).map(([controller, path]) => [
    controller,
    beside(path, controller === counting ? script : "ctl"),
  ]);
  return JSON.stringify({ ...state, cgroup_paths: Object.fromEntries(paths) });
}
