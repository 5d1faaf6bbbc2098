/**
 * What root inside the sandbox may do, relative to its own user namespace: enough for mounts, networks, whiteouts and a container engine.
 * Left out on purpose: SYS_MODULE, SYS_BOOT, SYS_TIME, SYSLOG, SYS_RAWIO, BPF, PERFMON, MAC_*, AUDIT_CONTROL, AUDIT_READ, WAKE_ALARM,
 * BLOCK_SUSPEND, SYS_PACCT, SYS_TTY_CONFIG and CHECKPOINT_RESTORE.
 */
export const CAPABILITIES = [
  "CAP_CHOWN",
  "CAP_DAC_OVERRIDE",
  "CAP_DAC_READ_SEARCH",
  "CAP_FOWNER",
  "CAP_FSETID",
  "CAP_KILL",
  "CAP_SETGID",
  "CAP_SETUID",
  "CAP_SETPCAP",
  "CAP_LINUX_IMMUTABLE",
  "CAP_NET_BIND_SERVICE",
  "CAP_NET_BROADCAST",
  "CAP_NET_ADMIN",
  "CAP_NET_RAW",
  "CAP_IPC_LOCK",
  "CAP_IPC_OWNER",
  "CAP_SYS_CHROOT",
  "CAP_SYS_PTRACE",
  "CAP_SYS_ADMIN",
  "CAP_SYS_NICE",
  "CAP_SYS_RESOURCE",
  "CAP_MKNOD",
  "CAP_LEASE",
  "CAP_AUDIT_WRITE",
  "CAP_SETFCAP",
] as const;
