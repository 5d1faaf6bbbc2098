import { z } from "zod";
import { DockerBuild, DockerBuildRun } from "./docker-build.ts";

/**
 * Names for what the kernel shows, as the Docker Engine in the sandbox wrote them into its own directory. They are the student's to change:
 * a label may lie, the kernel's facts beside it do not. All text is escaped and capped.
 */

/** A network that a container is on. */
const attachment = z.object({ network: z.string(), address: z.string().nullable(), mac: z.string().nullable() });

export const DockerContainer = z.object({
  key: z.string(),
  /** All 64 digits. */
  id: z.string(),
  name: z.string(),
  /** As it was asked for: "nginx:1.22". */
  image: z.string(),
  /** "sha256:..." */
  imageId: z.string(),
  /** What the engine last wrote: running, paused, restarting, exited, created, dead. */
  state: z.enum(["running", "paused", "restarting", "exited", "created", "dead"]),
  exitCode: z.number().int(),
  /** Key of its first process (scope "processes"): by the kernel's own word, it is in the control group named after the container. Null: none. */
  process: z.string().nullable(),
  /** Keys of the namespaces of that process by type; none without one. */
  namespaces: z.record(z.string(), z.string()),
  /** Path of its control group as the sandbox sees it, null without a process. */
  cgroup: z.string().nullable(),
  /** bridge, host, none, container:ID, or the name of a network. */
  networkMode: z.string(),
  networks: z.array(attachment),
  /** "80/tcp" of the container at an address and port of the sandbox. */
  ports: z.array(z.object({ container: z.string(), host: z.string() })),
  mounts: z.array(
    z.object({
      type: z.string(),
      name: z.string().nullable(),
      source: z.string(),
      destination: z.string(),
      readOnly: z.boolean(),
    }),
  ),
  /** Directories below overlay2/: its writable layer, and the one with hosts, hostname and resolv.conf under it. */
  layer: z.string().nullable(),
  initLayer: z.string().nullable(),
  /** Short name of the init layer below overlay2/l/. */
  initLink: z.string().nullable(),
});
export type DockerContainer = z.infer<typeof DockerContainer>;

/** One line of an image's history; most metadata instructions make no layer. */
export const DockerHistory = z.object({
  /** The instruction as the builder wrote it, escaped and capped. */
  createdBy: z.string(),
  /** Index in `layers`, null for one that made none (empty_layer). */
  layer: z.number().int().nullable(),
});

export const DockerLayer = z.object({
  /** Identity: a layer together with all below it. The same diff can sit in two chains. */
  chainId: z.string(),
  diffId: z.string(),
  /** Its directory below overlay2/, null where it could not be read. */
  directory: z.string().nullable(),
  /** Its short name below overlay2/l/, by which mount options name it. */
  link: z.string().nullable(),
  /** Bytes of its files as the engine counted them. */
  bytes: z.number().nullable(),
});

export const DockerImage = z.object({
  key: z.string(),
  id: z.string(),
  /** "nginx:1.22", the ones with a digest left out; none for a dangling image. */
  names: z.array(z.string()),
  /** Lowest first. */
  layers: z.array(DockerLayer),
  history: z.array(DockerHistory),
});
export type DockerImage = z.infer<typeof DockerImage>;

export const DockerNetwork = z.object({
  key: z.string(),
  id: z.string(),
  name: z.string(),
  /** bridge, macvlan, overlay, host, null ... */
  driver: z.string(),
  /** Name of the bridge interface, null for other drivers. */
  bridge: z.string().nullable(),
  /** Address of that interface with prefix, the containers' gateway. */
  gateway: z.string().nullable(),
});
export type DockerNetwork = z.infer<typeof DockerNetwork>;

/** Scope "docker". */
export const DockerPart = z.object({
  /** A process dockerd runs in the sandbox. */
  running: z.boolean(),
  containers: z.array(DockerContainer),
  images: z.array(DockerImage),
  networks: z.array(DockerNetwork),
  /** Volumes by name. */
  volumes: z.array(z.string()),
  /** Builds that ended, the newest first; those of the old builder (DOCKER_BUILDKIT=0) are not kept anywhere. */
  builds: z.array(DockerBuild),
  /** What builds run just now. */
  building: z.array(DockerBuildRun),
  /** Left out because there are too many, or because what was written could not be understood. */
  omitted: z.object({
    containers: z.number().int(),
    images: z.number().int(),
    networks: z.number().int(),
    volumes: z.number().int(),
    builds: z.number().int(),
  }),
});
export type DockerPart = z.infer<typeof DockerPart>;
