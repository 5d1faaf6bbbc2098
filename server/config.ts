import { z } from "zod";

/**
 * All settings, from GLASSBOX_* environment variables, parsed once. Documented in the README's table; keep both in step.
 * Everything Glassbox makes on the host carries `name` as a prefix (bridge gb0, links gb-*, cgroup /gb, nftables table gb), so that two
 * instances (a classroom and its test run) never touch each other.
 */
const Settings = z.object({
  /** Prefix of everything made on the host: 2 to 5 lowercase letters, since link names have 15 bytes. */
  name: z
    .string()
    .regex(/^[a-z]{2,5}$/, "two to five lowercase letters")
    .default("gb"),
  /** Where the pool, the records and the database live. */
  state: z.string().startsWith("/", "an absolute path").default("/var/lib/glassbox"),
  /** Where root file systems are kept, by content hash; safe to share between instances. */
  cache: z.string().startsWith("/", "an absolute path").default("/var/lib/glassbox/cache"),
  /** Further folders of labs, colon separated: each a folder of labs or a checkout with labs/. */
  labs: z
    .string()
    .default("")
    .transform((text) => text.split(":").filter(Boolean))
    .refine((dirs) => dirs.every((dir) => dir.startsWith("/")), "absolute paths of folders with labs, separated by colons"),
  host: z.string().default("127.0.0.1"),
  port: z.coerce.number().int().min(1).max(65535).default(8000),
  /** Origins that may open a WebSocket, comma separated, besides the address web listens on. */
  origins: z
    .string()
    .default("")
    .transform((text) =>
      text
        .split(",")
        .map((part) => part.trim())
        .filter(Boolean),
    ),
  /** Port that the previews of students' pages are served on; the one after `port` unless said. */
  previewPort: z.coerce.number().int().min(1).max(65535).optional(),
  /** Where previews are for browsers, with * for the name of each: https://*.preview.example.edu. Unset: names below localhost. */
  previewOrigin: z
    .string()
    .regex(
      /^https?:\/\/\*(\.[a-zA-Z0-9-]+)+(:\d{1,5})?\/?$/,
      "an address with * for the name of each preview, such as https://*.preview.example.edu",
    )
    .optional(),
  /** IPv4 network of the sandboxes; the bridge takes its first address. */
  subnet: z
    .string()
    .regex(/^\d+\.\d+\.\d+\.\d+\/\d+$/, "an IPv4 network such as 10.213.0.0/16")
    .default("10.213.0.0/16"),
  /** First host uid of the sandboxes' ranges; each takes 65,536. */
  uidBase: z.coerce.number().int().min(65536).default(300000),
  maxSandboxes: z.coerce.number().int().min(1).max(1000).default(40),
  /** Sandboxes with an engine that wait ready for the next student; unset: by the host's memory (sandboxd/sandboxes/ready-plan.ts). */
  ready: z.coerce.number().int().min(0).max(100).optional(),
  maxSandboxesPerPerson: z.coerce.number().int().min(1).default(2),
  /** Longest life of a sandbox in seconds, extensions included. */
  maxLifeSeconds: z.coerce
    .number()
    .int()
    .min(60)
    .default(4 * 3600),
  /** Size of the btrfs pool's sparse file in GiB. */
  poolGiB: z.coerce.number().int().min(2).default(20),
  /** auto: crun on pure cgroup v2, runc otherwise. */
  runtime: z.enum(["auto", "runc", "crun"]).default("auto"),
  /** btrfs: quotas and snapshots. directory: plain directories, disk is not bounded. auto: btrfs where the kernel has it. */
  storage: z.enum(["auto", "btrfs", "directory"]).default("auto"),
  /** Debian archive the root file system is built from, optionally followed by a space and the security archive; empty: what apt uses. */
  debianMirror: z.string().default(""),
  /** Offline images that the start builds in the background: all, none, or names. */
  images: z
    .string()
    .regex(/^[a-z0-9._ ,-]+$/, "all, none, or names of images")
    .default("all"),
  /** Port of the image registry on the bridge's address; only sandboxes reach it. */
  registryPort: z.coerce.number().int().min(1024).max(65535).default(5000),
  logLevel: z.enum(["trace", "debug", "info", "warn", "error"]).default("info"),
});
export type Settings = z.output<typeof Settings>;

/** Reads the settings; throws an Error whose message names each wrong variable and what it should be. */
export function readSettings(env: Record<string, string | undefined> = process.env): Settings {
  const raw = Object.fromEntries(
    Object.keys(Settings.shape).flatMap((key) => {
      const value = env[environmentName(key)];
      return value === undefined || value === "" ? [] : [[key, value]];
    }),
  );
  const parsed = Settings.safeParse(raw);
  if (parsed.success) return parsed.data;
  throw new Error(parsed.error.issues.map((issue) => `${environmentName(String(issue.path[0]))}: ${issue.message}`).join("\n"));
}

/** maxSandboxes -> GLASSBOX_MAX_SANDBOXES */
export const environmentName = (key: string): string =>
  `GLASSBOX_${key
    .replace("GiB", "Gib")
    .replace(/[A-Z]/g, (letter) => `_${letter}`)
    .toUpperCase()}`;

/** The unix socket between web and sandboxd. */
export const socketPath = (settings: Settings): string => `${settings.state}/run/sandboxd.sock`;

/** What web knows of the newest instructor's link: root writes it, web reads it. */
export const instructorLinkPath = (settings: Pick<Settings, "state">): string => `${settings.state}/run/instructor-link`;

/** Where the image registry keeps what it serves: links into the cache. */
export const registryRoot = (settings: Pick<Settings, "state">): string => `${settings.state}/images/registry`;

/** How far the offline images are (lib/contract/image-status.ts). */
export const imageStatusPath = (settings: Pick<Settings, "state">): string => `${settings.state}/images/status.json`;
export const previewPort = (settings: Settings): number => settings.previewPort ?? settings.port + 1;
