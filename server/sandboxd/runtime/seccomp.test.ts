import { describe, expect, it } from "vitest";
import { type SeccompRule, toSeccomp } from "./seccomp.ts";

const profile = toSeccomp("x64");
const named = (name: string) => profile.syscalls.filter((rule) => rule.names.includes(name));
/** What the filter says to socket(family, _, protocol), by the rules' own meaning: all conditions of a rule, any rule. */
const refuses = (family: number, protocol = 0) =>
  named("socket").some((rule) => rule.args?.every((arg) => holds(arg, [family, 0, protocol])));
const holds = (arg: NonNullable<SeccompRule["args"]>[number], values: number[]) => {
  const value = BigInt(values[arg.index] ?? 0);
  if (arg.op === "SCMP_CMP_EQ") return value === BigInt(arg.value);
  if (arg.op === "SCMP_CMP_GT") return value > BigInt(arg.value);
  return (value & BigInt(arg.value)) === BigInt(arg.valueTwo ?? 0);
};

describe("the system call filter", () => {
  it("refuses what loads code into the kernel, opens files by handle or traces the host", () => {
    for (const name of ["init_module", "kexec_load", "open_by_handle_at", "bpf", "perf_event_open", "reboot", "swapon", "acct"]) {
      expect(named(name)).toHaveLength(1);
    }
  });

  it("says that keyrings and io_uring do not exist, so that programs take their other path", () => {
    for (const name of ["keyctl", "add_key", "request_key", "io_uring_setup", "userfaultfd"]) {
      expect(named(name)).toMatchObject([{ errnoRet: 38 }]);
    }
  });

  it("leaves what the lessons are about", () => {
    for (const name of ["mount", "umount2", "unshare", "setns", "pivot_root", "clone", "clone3", "mknod", "ptrace", "fsopen"]) {
      expect(named(name)).toEqual([]);
    }
  });

  it("allows exactly unix, IPv4, IPv6, netlink and packet sockets", () => {
    const allowed = Array.from({ length: 64 }, (_, family) => family).filter((family) => !refuses(family));
    expect(allowed).toEqual([1, 2, 10, 16, 17]);
  });

  it("is not fooled by upper bits that the kernel ignores", () => {
    expect(refuses(2 ** 32 + 40)).toBe(true);
    expect(refuses(16, 2 ** 32 + 9)).toBe(true);
  });

  it("refuses the audit netlink, and only that one", () => {
    expect([refuses(16, 9), refuses(16, 0), refuses(16, 12)]).toEqual([true, false, false]);
  });

  it("never puts two conditions on one argument, which the runtimes would read as 'or'", () => {
    for (const { args = [] } of profile.syscalls) expect(new Set(args.map((arg) => arg.index)).size).toBe(args.length);
  });

  it("names only the native architecture", () => {
    expect(profile.architectures).toEqual(["SCMP_ARCH_X86_64"]);
    expect(() => toSeccomp("ia32")).toThrow("ia32");
  });
});
