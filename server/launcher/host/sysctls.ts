/**
 * Kernel settings a host of many strangers' root shells needs, SECURITY-relevant or shared limits. `at-least` values are only ever raised;
 * `exactly` is for switches whose strict position is known.
 */
export type SysctlRule = { key: string; want: string; rule: "at-least" | "exactly"; why: string };

export const SYSCTLS: readonly SysctlRule[] = [
  {
    key: "fs.inotify.max_user_instances",
    want: "1048576",
    rule: "at-least",
    why: "shared by all sandboxes; each is bounded by its own",
  },
  {
    key: "fs.inotify.max_user_watches",
    want: "1048576",
    rule: "at-least",
    why: "shared by all sandboxes; each is bounded by its own",
  },
  { key: "kernel.keys.maxkeys", want: "2000", rule: "at-least", why: "every container takes a keyring" },
  { key: "kernel.keys.maxbytes", want: "2000000", rule: "at-least", why: "every container takes a keyring" },
  {
    key: "kernel.pty.max",
    want: "1048576",
    rule: "at-least",
    why: "one sandbox could take the default 4096 terminals; memory bounds them",
  },
  {
    key: "net.ipv4.neigh.default.gc_thresh3",
    want: "8192",
    rule: "at-least",
    why: "neighbours of all sandboxes share one table",
  },
  { key: "fs.protected_fifos", want: "2", rule: "at-least", why: "no tricks with files in shared directories" },
  { key: "fs.protected_regular", want: "2", rule: "at-least", why: "no tricks with files in shared directories" },
  { key: "fs.protected_symlinks", want: "1", rule: "at-least", why: "no tricks with links in shared directories" },
  { key: "fs.protected_hardlinks", want: "1", rule: "at-least", why: "no tricks with links in shared directories" },
  { key: "kernel.dmesg_restrict", want: "1", rule: "at-least", why: "the kernel log is the host's" },
  { key: "kernel.kptr_restrict", want: "1", rule: "at-least", why: "kernel addresses help an attacker" },
  { key: "kernel.io_uring_disabled", want: "2", rule: "at-least", why: "a large kernel surface that no lab needs" },
  { key: "dev.tty.legacy_tiocsti", want: "0", rule: "exactly", why: "no typing into another's terminal" },
  {
    key: "kernel.core_pattern",
    want: "core",
    rule: "exactly",
    why: "a pipe here runs a host program for every crash in a sandbox",
  },
];

export type SysctlReading = SysctlRule & { value: string | null };
export type SysctlState = "ok" | "set" | "absent";

/** ok: leave it. set: write `want`. absent: this kernel does not have it. */
export function toSysctlState({ key, want, rule, value }: SysctlReading): SysctlState {
  if (value === null) return "absent";
  // A relative file name is as good as ours: the core then lies in the sandbox.
  if (key === "kernel.core_pattern") return /^[|/]/.test(value) ? "set" : "ok";
  if (rule === "exactly") return value === want ? "ok" : "set";
  return Number(value) >= Number(want) ? "ok" : "set";
}

/** kernel.pty.max -> /proc/sys/kernel/pty/max */
export const sysctlPath = (key: string): string => `/proc/sys/${key.replaceAll(".", "/")}`;
