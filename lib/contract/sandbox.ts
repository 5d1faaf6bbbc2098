import { z } from "zod";
import { SandboxId } from "./ids.ts";
import { ImageProgress } from "./image-status.ts";

/** docker: containerd and dockerd run in it from the start. */
export const Engine = z.enum(["none", "docker"]);
export type Engine = z.infer<typeof Engine>;

/** NAME or NAME:TAG, as `docker pull` takes it. */
export const ImageReference = z
  .string()
  .max(128)
  .regex(/^[a-z0-9]+([._/-][a-z0-9]+)*(:[A-Za-z0-9_][A-Za-z0-9_.-]*)?$/, "the name of an image, such as nginx or nginx:1.22.1");

/** What a lab asks of its sandbox. Sizes in MiB, times in seconds. */
export const SandboxProfile = z.object({
  hostname: z
    .string()
    .regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/)
    .default("lab"),
  engine: Engine.default("none"),
  /** Images that its engine has from the start, of those that the lab's own registry serves. */
  images: z.array(ImageReference).max(8).default([]),
  memoryMiB: z.number().int().min(64).max(16384).default(512),
  diskMiB: z.number().int().min(64).max(65536).default(1024),
  pids: z.number().int().min(32).max(8192).default(448),
  /** CPU quota in cores. */
  cpus: z.number().min(0.1).max(16).default(1),
  maxTerminals: z.number().int().min(1).max(16).default(6),
  /** Total life; extendSandbox moves the end. */
  lifeSeconds: z.number().int().min(60).max(86400).default(3600),
  /** Destroyed after so long without a keystroke. */
  idleSeconds: z.number().int().min(60).max(86400).default(1800),
});
export type SandboxProfile = z.infer<typeof SandboxProfile>;

/**
 * What a sandbox with an engine gets where nobody says otherwise. containerd and dockerd alone are about 130 MiB and 25 threads; each
 * container adds a shim of 10 threads, each published port two proxies; images and layers lie on its disk. With one core instead of two
 * dockerd takes twice as long to answer.
 */
const ENGINE_DEFAULTS: Record<Engine, Partial<SandboxProfile>> = {
  none: {},
  docker: { memoryMiB: 1024, diskMiB: 4096, pids: 1024, cpus: 2 },
};

/** What of the kernel a lab may name under requires:. sandboxd probes each (host-features.ts). */
export const KERNEL_FEATURES = [
  "overlay",
  "btrfs",
  "loop",
  "fuse",
  "tun",
  "time-namespace",
  "veth",
  "bridge",
  "vlan",
  "bridge-vlan-filtering",
  "vxlan",
  "macvlan",
  "ipvlan",
  "dummy",
  "netem",
  "connlimit",
  "nat",
] as const;
export type KernelFeature = (typeof KERNEL_FEATURES)[number];

/** Host features (HostFeature.id) that an engine cannot do without. */
export const ENGINE_REQUIRES: Record<Engine, string[]> = { none: [], docker: ["overlay", "veth", "bridge", "nat"] };

/** A wish for a profile with its engine's sizes where it says none; keys that are undefined say nothing. */
export function withEngineDefaults<W extends { engine?: Engine | undefined }>(wish: W): Partial<SandboxProfile> & W {
  const said = Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== undefined));
  return { ...ENGINE_DEFAULTS[wish.engine ?? "none"], ...(said as W) };
}

/** starting -> running -> stopping -> gone. ended says why. */
export const SandboxState = z.enum(["starting", "running", "stopping", "gone"]);
export const EndReason = z.enum(["asked", "idle", "expired", "died", "failed"]);

export const SandboxSummary = z.object({
  id: SandboxId,
  state: SandboxState,
  /** Who it belongs to, opaque to sandboxd. */
  owner: z.string().max(128),
  /** What the owner uses it for (the lab id), opaque to sandboxd. */
  purpose: z.string().max(128),
  profile: SandboxProfile,
  createdAt: z.number(),
  expiresAt: z.number(),
  endedBecause: EndReason.nullable(),
  /** A sentence for the person who waits, e.g. "mounting the root file system"; or why it ended. */
  detail: z.string().nullable(),
});
export type SandboxSummary = z.infer<typeof SandboxSummary>;

export const TerminalInfo = z.object({
  id: z.string(),
  sandbox: SandboxId,
  name: z.string().max(32),
  cols: z.number().int(),
  rows: z.number().int(),
  /** null while it runs. */
  exitCode: z.number().int().nullable(),
});
export type TerminalInfo = z.infer<typeof TerminalInfo>;

/** A kernel feature or host fact that labs can require. */
export const HostFeature = z.object({ id: z.string(), available: z.boolean(), reason: z.string().nullable() });
export type HostFeature = z.infer<typeof HostFeature>;

export const HostFacts = z.object({
  runtime: z.string(),
  cgroup: z.enum(["v2", "hybrid", "v1"]),
  storage: z.enum(["btrfs", "directory"]),
  kernel: z.string(),
  /** ready: how many more wait to be handed out. */
  capacity: z.object({ sandboxes: z.number().int(), running: z.number().int(), ready: z.number().int() }),
  /** Kernel features, and image:NAME for each offline image. */
  features: z.array(HostFeature),
  /** How far the offline images are; absent where nobody has begun to build any. */
  images: ImageProgress.optional(),
  warnings: z.array(z.string()),
});
export type HostFacts = z.infer<typeof HostFacts>;
