import { join } from "node:path";
import { runTool } from "../child.ts";

/** Everything that one run of the builder leaves on the disk, in one directory that goes with it. */
export type Workshop = {
  directory: string;
  /** Behind whatever else wants the processor, where people already work. */
  modest: boolean;
  signal: AbortSignal | undefined;
};

export const workshopPath = {
  storageConf: "storage.conf",
  registriesConf: "registries.conf",
  containersConf: "containers.conf",
  policy: "policy.json",
  auth: "auth.json",
  storage: "storage",
  run: "run",
  temporary: "tmp",
  /** Bound over /etc/apt while a Dockerfile's RUN runs. */
  apt: "apt",
} as const;

/**
 * Runs a command so that nothing of it outlives us or is seen by anybody: in a mount and a pid namespace of its own (a kill takes apt-get
 * and dpkg along, and buildah's mounts go with them).
 */
export const inItsOwnRoom = (argv: readonly string[], modest: boolean): string[] => [
  ...["setpriv", "--pdeathsig", "KILL", "unshare", "--mount", "--propagation=private", "--pid", "--fork", "--kill-child=KILL"],
  ...["--mount-proc", ...(modest ? ["nice", "-n", "15"] : []), ...argv],
];

/** buildah with storage, registries, policy and credentials of the workshop: /etc/containers and /var/lib/containers are not ours. */
export const toBuildahEnv = (directory: string): Record<string, string> => ({
  CONTAINERS_STORAGE_CONF: join(directory, workshopPath.storageConf),
  CONTAINERS_REGISTRIES_CONF: join(directory, workshopPath.registriesConf),
  CONTAINERS_CONF: join(directory, workshopPath.containersConf),
  REGISTRY_AUTH_FILE: join(directory, workshopPath.auth),
  TMPDIR: join(directory, workshopPath.temporary),
});

/** Files that buildah wants to read, by name. @param driver overlay, or vfs where the disk cannot carry an overlay */
export const toBuildahFiles = (directory: string, driver: "overlay" | "vfs"): Record<string, string> => ({
  [workshopPath.storageConf]: [
    "[storage]",
    `driver = ${JSON.stringify(driver)}`,
    `graphroot = ${JSON.stringify(join(directory, workshopPath.storage))}`,
    `runroot = ${JSON.stringify(join(directory, workshopPath.run))}`,
    "",
  ].join("\n"),
  [workshopPath.registriesConf]: "",
  [workshopPath.containersConf]: "",
  // Nothing is ever fetched from a registry: this is about our own archives.
  [workshopPath.policy]: '{"default":[{"type":"insecureAcceptAnything"}]}',
  [workshopPath.auth]: "{}",
});

/** argv that builds an image: every instruction a layer of its own, Docker's format (HEALTHCHECK), nothing pulled. */
export const toBuildArgv = (directory: string, context: string, references: readonly string[]): string[] => [
  ...["buildah", "bud", "--isolation", "chroot", "--network", "host", "--layers", "--format", "docker", "--pull-never"],
  ...["--no-hosts", "--identity-label=false", "--signature-policy", join(directory, workshopPath.policy)],
  ...["--volume", `${join(directory, workshopPath.apt)}:/etc/apt:ro`],
  ...references.flatMap((reference) => ["--tag", `docker.io/library/${reference}`]),
  context,
];

/** "STEP 2/5: RUN apt-get update ..." -> "step 2 of 5: RUN apt-get update"; null for what is detail. */
export function toBuildProgress(line: string): string | null {
  const step = /^STEP (\d+)\/(\d+): (.{0,40})/.exec(line);
  return step === null ? null : `step ${step[1]} of ${step[2]}: ${step[3]!.trim()}`;
}

/** Runs argv in the workshop and answers the lines it wrote. @throws ToolError with its last lines */
export async function runInWorkshop(
  { directory, modest, signal }: Workshop,
  argv: readonly string[],
  options: { env?: Record<string, string>; onLine?: (line: string) => void } = {},
): Promise<string[]> {
  const lines: string[] = [];
  const [file, ...args] = inItsOwnRoom(argv, modest);
  await runTool(file!, args, {
    env: { ...toBuildahEnv(directory), ...options.env },
    signal,
    onLine: (line) => {
      lines.push(line);
      options.onLine?.(line);
    },
  });
  return lines;
}
