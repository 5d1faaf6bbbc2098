const EPERM = 1;
const ENOSYS = 38;
const EPROTONOSUPPORT = 93;
const EAFNOSUPPORT = 97;

/** Address families a lab needs, by number (linux/socket.h). AF_VSOCK (40) is not bound to a network namespace and leads to the hypervisor. */
const FAMILIES = { unix: 1, inet: 2, inet6: 10, netlink: 16, packet: 17 };
const NETLINK_AUDIT = 9;

/** Refused as "not permitted": they reach past the namespaces or are attack surface without a lesson in it. */
const FORBIDDEN = [
  "kexec_load",
  "kexec_file_load",
  "init_module",
  "finit_module",
  "delete_module",
  "open_by_handle_at",
  "bpf",
  "perf_event_open",
  "swapon",
  "swapoff",
  "reboot",
  "acct",
  "quotactl",
  "quotactl_fd",
  "lookup_dcookie",
  "nfsservctl",
  "iopl",
  "ioperm",
  "_sysctl",
  "vm86",
  "vm86old",
  "uselib",
  "settimeofday",
  "clock_settime",
];

/** Refused as "this kernel has no such call": programs then take their other path (engines do without session keyrings and io_uring). */
const ABSENT = [
  "keyctl",
  "add_key",
  "request_key",
  "userfaultfd",
  "io_uring_setup",
  "io_uring_enter",
  "io_uring_register",
  "modify_ldt",
];

type SeccompOp = "SCMP_CMP_EQ" | "SCMP_CMP_GT" | "SCMP_CMP_MASKED_EQ";
export type SeccompRule = {
  names: string[];
  action: "SCMP_ACT_ERRNO";
  errnoRet: number;
  args?: { index: number; value: number; valueTwo?: number; op: SeccompOp }[];
};
export type Seccomp = { defaultAction: "SCMP_ACT_ALLOW"; architectures: string[]; syscalls: SeccompRule[] };

const NATIVE_ARCHITECTURES: Record<string, string> = { x64: "SCMP_ARCH_X86_64", arm64: "SCMP_ARCH_AARCH64" };

/**
 * The deny list. Only the native architecture is named: libseccomp kills whoever calls through another one (int 0x80, x32).
 * Families are refused one rule each because the runtimes turn two conditions on the same argument into an "or".
 * @throws Error on a machine whose architecture has no profile here
 */
export function toSeccomp(arch: string): Seccomp {
  const native = NATIVE_ARCHITECTURES[arch];
  if (!native) throw new Error(`no seccomp profile for ${arch}: x64 and arm64 are known`);
  const allowed: number[] = Object.values(FAMILIES);
  const highest = Math.max(...allowed);
  const refuseFamily = (value: number, op: SeccompOp): SeccompRule => ({
    names: ["socket", "socketpair"],
    action: "SCMP_ACT_ERRNO",
    errnoRet: EAFNOSUPPORT,
    args: [{ index: 0, value, op }],
  });
  const families = Array.from({ length: highest }, (_, family) => family).filter((family) => !allowed.includes(family));
  return {
    defaultAction: "SCMP_ACT_ALLOW",
    architectures: [native],
    syscalls: [
      { names: FORBIDDEN, action: "SCMP_ACT_ERRNO", errnoRet: EPERM },
      { names: ABSENT, action: "SCMP_ACT_ERRNO", errnoRet: ENOSYS },
      ...families.map((family) => refuseFamily(family, "SCMP_CMP_EQ")),
      // Also catches a family hidden behind set upper bits: the kernel looks at 32 bits, the filter at 64.
      refuseFamily(highest, "SCMP_CMP_GT"),
      {
        names: ["socket"],
        action: "SCMP_ACT_ERRNO",
        // What a kernel without audit says; login programs then go on without (libaudit, audit_open(3)).
        errnoRet: EPROTONOSUPPORT,
        args: [
          { index: 0, value: FAMILIES.netlink, op: "SCMP_CMP_EQ" },
          { index: 2, value: 0xffffffff, valueTwo: NETLINK_AUDIT, op: "SCMP_CMP_MASKED_EQ" },
        ],
      },
    ],
  };
}
