import { z } from "zod";
import { CgroupsPart } from "./kernel/cgroups.ts";
import { DockerPart } from "./kernel/docker.ts";
import { MountsPart } from "./kernel/mounts.ts";
import { NetworkPart } from "./kernel/network.ts";
import { Overlay } from "./kernel/overlays.ts";
import { ProcessesPart } from "./kernel/processes.ts";
import { Reason } from "./reason.ts";

export { Evidence } from "./kernel/evidence.ts";
export { FileKind, LayerCell, Overlay, OverlayLayer, OverlayPath, PathState } from "./kernel/overlays.ts";

/**
 * What the kernel says of one sandbox, as the diagrams, the tables and the checks know it.
 * Every name in here (paths, xattr values, hostnames, interfaces, commands) was chosen by a student: treat it as hostile text. Names are
 * shown escaped (\n, \x1b, \u{202e}, a backslash doubled), so that different names never look the same.
 *
 * What changes all the time (counters, usage) lies in fields called `numbers` of objects that have a `key`. They do not make a new revision.
 */

/** One difference between this revision and the one before. Animations and the change log name its id. */
export const KernelChange = z.object({
  id: z.string(),
  kind: z.enum([
    "overlay-mounted",
    "overlay-unmounted",
    "created",
    "copied-up",
    "deleted",
    "vanished",
    "hidden",
    "opaque",
    "changed",
    "restored",
  ]),
  overlay: z.string(),
  mountpoint: z.string(),
  path: z.string().nullable(),
  /** Layer indices the entry moved from and to, where that is known. */
  from: z.number().int().nullable(),
  to: z.number().int().nullable(),
  /** true only if an entry was really observed in work/ while this happened. */
  viaWork: z.boolean(),
});
export type KernelChange = z.infer<typeof KernelChange>;

/** The parts of a view a watcher may ask for. Each costs only while someone watches it. */
export const KernelScope = z.enum(["overlays", "processes", "network", "cgroups", "mounts", "docker"]);
export type KernelScope = z.infer<typeof KernelScope>;
export const KERNEL_SCOPES: readonly KernelScope[] = KernelScope.options;

/** The parts by the scope that asks for them. One that nobody asked for is absent. */
const parts = {
  processes: ProcessesPart.optional(),
  network: NetworkPart.optional(),
  cgroups: CgroupsPart.optional(),
  mounts: MountsPart.optional(),
  docker: DockerPart.optional(),
};

const said = {
  sandbox: z.string(),
  /** Grows by one with every change; equal revisions mean equal content but for `numbers`. */
  revision: z.number().int(),
  /** Unix time in milliseconds at which the kernel was read; 0 where it could not be read yet. */
  sampledAt: z.number(),
  /** What could not be read, as sentences. */
  problems: z.array(z.string()),
  /** The same for every language, in the same order. */
  problemReasons: z.array(Reason).optional(),
  /** What this revision changed in overlays. */
  changes: z.array(KernelChange),
  /** Mounts of the lab itself that are left out: the overlay that is the sandbox's own root. */
  plumbing: z.object({ overlays: z.number().int() }).optional(),
};

export const KernelView = z.object({ ...said, ...parts, overlays: z.array(Overlay) });
export type KernelView = z.infer<typeof KernelView>;

/** The new `numbers` of objects by their key. */
export const KernelNumbers = z.record(z.string(), z.record(z.string(), z.number().nullable()));
export type KernelNumbers = z.infer<typeof KernelNumbers>;

/**
 * What is new since another view: parts that did not change are absent. since: the revision it continues; null: it is complete, and an absent
 * part was not asked for. Becomes a view by applyUpdate (kernel/apply-update.ts).
 */
export const KernelUpdate = z.object({
  ...said,
  ...parts,
  overlays: z.array(Overlay).optional(),
  since: z.number().int().nullable(),
  /** Only numbers are new. */
  numbers: KernelNumbers.optional(),
});
export type KernelUpdate = z.infer<typeof KernelUpdate>;

/**
 * The view of this revision was still what the kernel said at confirmedAt: the time, on sandboxd's clock in Unix ms, of a look that would
 * have noticed a change. Comes about once a second while someone watches; what was last confirmed more than a few seconds ago is old.
 */
export const KernelConfirmation = z.object({ revision: z.number().int(), confirmedAt: z.number() });
export type KernelConfirmation = z.infer<typeof KernelConfirmation>;
