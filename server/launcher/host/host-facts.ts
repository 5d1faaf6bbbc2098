import type { HostFeature } from "../../../lib/contract/sandbox.ts";
import type { CgroupMode } from "../../sandboxd/runtime/cgroup-mode.ts";
import type { HostPackage } from "../debian/host-packages.ts";
import type { SysctlReading } from "./sysctls.ts";

type Address = { host: string; port: number; failure: string | null };

/** Everything the host check looks at, as read; what it means is judge-host's business. */
export type HostFacts = {
  uid: number;
  arch: string;
  /** /etc/os-release */
  os: { id: string; versionId: string; name: string };
  /** uname -r */
  kernel: string;
  features: HostFeature[];
  userNamespaces: {
    /** user.max_user_namespaces; null: this kernel has none. */
    max: number | null;
    /** Ubuntu's kernel.apparmor_restrict_unprivileged_userns, Debian's old kernel.unprivileged_userns_clone; null where absent. */
    apparmorRestricts: number | null;
    unprivilegedClone: number | null;
    /** Why making the two nested user namespaces of a sandbox failed just now; null: it worked. */
    failure: string | null;
  };
  cgroup: { mode: CgroupMode | null; controllers: string[] };
  runtime: { kind: "runc" | "crun"; version: string | null; fixedByDistribution: boolean };
  missingPackages: HostPackage[];
  storage: "auto" | "btrfs" | "directory";
  /** Bytes free for root where the state and the cache live or will live. */
  disk: { state: { path: string; free: number }; cache: { path: string; free: number } };
  /** The sandboxes' pool, in bytes: what it may grow to, and what it takes up already; null: there will be none. */
  pool: { image: string; most: number; taken: number } | null;
  rootfsReady: boolean;
  /** How many of the offline images are built; failure: why that cannot be told. */
  images: { ready: number; total: number; failure: string | null };
  memoryBytes: number;
  port: Address;
  /** Where the previews of students' pages are served. */
  previewPort: Address;
  sysctls: SysctlReading[];
};
