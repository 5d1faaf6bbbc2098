import type { DockerContainer } from "../../../../lib/contract/kernel/docker.ts";
import type { ProcessInfo } from "../../../../lib/contract/kernel/processes.ts";
import type { ContainerFile } from "./engine-files.ts";
import { shown } from "./shown.ts";

export type ContainerLayers = Pick<DockerContainer, "layer" | "initLayer" | "initLink">;

/** The process that the kernel itself shows as the container's: it has the pid, and is in the control group named after the container. */
export function processOfContainer(
  { ID, State }: Pick<ContainerFile, "ID" | "State">,
  processes: readonly ProcessInfo[],
): { process: ProcessInfo; cgroup: string } | null {
  if (State.Pid <= 0) return null;
  const process = processes.find(({ pids }) => pids[0] === State.Pid);
  const cgroup = process && Object.values(process.cgroups).find((path) => cgroupNames(path).includes(ID));
  return process && cgroup !== undefined ? { process, cgroup } : null;
}

/** "/docker/ID" (cgroupfs) or "/system.slice/docker-ID.scope" (systemd) -> the names of the directories. */
const cgroupNames = (path: string): string[] => path.split("/").map((name) => name.replace(/^docker-|\.scope$/g, ""));

/** A container from its configuration, joined with what the kernel says of its process. networkMode: of hostconfig.json, null unread. */
export function toContainer(
  file: ContainerFile,
  { networkMode, layers, processes }: { networkMode: string | null; layers: ContainerLayers; processes: readonly ProcessInfo[] },
): DockerContainer {
  const found = processOfContainer(file, processes);
  return {
    key: `container-${file.ID}`,
    id: file.ID,
    name: shown(file.Name.replace(/^\//, "")),
    image: shown(file.Config.Image),
    imageId: shown(file.Image),
    state: toState(file),
    exitCode: file.State.ExitCode,
    process: found?.process.key ?? null,
    namespaces: found ? Object.fromEntries(Object.entries(found.process.namespaces)) : {},
    cgroup: found?.cgroup ?? null,
    networkMode: shown(networkMode ?? ""),
    networks: Object.entries(file.NetworkSettings?.Networks ?? {}).map(([network, one]) => ({
      network: shown(network),
      address: one?.IPAddress ? shown(one.IPAddress) : null,
      mac: one?.MacAddress ? shown(one.MacAddress) : null,
    })),
    ports: Object.entries(file.NetworkSettings?.Ports ?? {}).flatMap(([port, hosts]) =>
      (hosts ?? []).map(({ HostIp, HostPort }) => ({ container: shown(port), host: shown(`${bracketed(HostIp)}:${HostPort}`) })),
    ),
    mounts: Object.values(file.MountPoints ?? {}).map(({ Type, Name, Source, Destination, RW }) => ({
      type: shown(Type ?? ""),
      name: Name ? shown(Name) : null,
      source: shown(Source),
      destination: shown(Destination),
      readOnly: !RW,
    })),
    ...layers,
  };
}

const bracketed = (address: string): string => (address.includes(":") ? `[${address}]` : address);

/** container/state.go, StateString. */
function toState({ State }: ContainerFile): DockerContainer["state"] {
  if (State.Running) return State.Paused ? "paused" : State.Restarting ? "restarting" : "running";
  if (State.Dead) return "dead";
  return State.StartedAt.startsWith("0001-01-01") ? "created" : "exited";
}
