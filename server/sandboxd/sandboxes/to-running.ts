import { writeFile } from "node:fs/promises";
import { cgroupDirectories, moveToBox } from "../runtime/cgroup-tree.ts";
import type { ProcessIdentity } from "../runtime/process-identity.ts";
import type { RunningSandbox } from "../runtime/running-sandbox.ts";
import { treeOf } from "./build-sandbox.ts";
import type { HostParts } from "./host-parts.ts";
import type { SandboxRecord } from "./sandbox-record.ts";

/** What a student starts dies before PID 1 does when memory runs out: 0 is everyone's default, 1000 the most willing (proc_pid_oom_score_adj(5)). */
const STUDENT_OOM_SCORE_ADJ = 300;

/** The sandbox as terminals, checks and the kernel reader know it, from the moment its PID 1 runs. */
export function toRunning(parts: HostParts, record: SandboxRecord & { init: ProcessIdentity }): RunningSandbox {
  const { init, body } = record;
  const tree = treeOf(parts, body);
  return {
    id: record.id,
    body,
    profile: record.profile,
    initPid: init.pid,
    initStartTime: init.startTime,
    adoptions: record.adoptions,
    uidBase: record.uidBase,
    cgroups: cgroupDirectories(tree, ""),
    readDisk: () => parts.storage.readDisk(body),
    enter: (options) => parts.runtime.enter(body, options),
    admit: (script) => parts.runtime.admit(body, script),
    dismiss: (script) => parts.runtime.dismiss(body, script),
    async moveToBox(hostPid) {
      await writeFile(`/proc/${hostPid}/oom_score_adj`, String(STUDENT_OOM_SCORE_ADJ));
      await moveToBox(tree, hostPid, init.pid);
    },
  };
}
