import type { DockerBuildRun } from "../../../../../lib/contract/kernel/docker-build.ts";
import type { ProcessInfo } from "../../../../../lib/contract/kernel/processes.ts";

const MOST = 20;

/** What BuildKit runs just now: it puts each RUN into a control group of its own (moby, builder/builder-next/executor_linux.go). */
export function toBuildRuns(processes: readonly ProcessInfo[]): DockerBuildRun[] {
  const runs = new Map<string, DockerBuildRun>();
  for (const { key, pids, command, comm, plumbing, cgroups } of processes) {
    // The runtime on its way in: it becomes the command.
    if (comm.startsWith("runc:[") || command === "runc init") continue;
    const id = plumbing
      ? null
      : Object.values(cgroups).flatMap((path) => /\/buildkit\/([0-9a-z]{10,64})$/.exec(path)?.[1] ?? [])[0];
    const pid = pids[0];
    if (id === undefined || id === null || pid === undefined) continue;
    const known = runs.get(id);
    // The first of it has the lowest number, but for the rare time when numbers begin anew.
    if (!known || pid < known.pid) runs.set(id, { key: `build-run-${id}`, id, process: key, pid, command: command || comm });
  }
  return [...runs.values()].sort((a, b) => (a.id < b.id ? -1 : 1)).slice(0, MOST);
}
