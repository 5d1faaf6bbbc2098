import { expect, test } from "vitest";
import { SYSCTLS, type SysctlReading, sysctlPath, toSysctlState } from "./sysctls.ts";

const reading = (key: string, value: string | null): SysctlReading => {
  const rule = SYSCTLS.find((one) => one.key === key);
  if (rule === undefined) throw new Error(`no rule for ${key}`);
  return { ...rule, value };
};

test("a limit that the operator set higher stays higher", () => {
  expect(toSysctlState(reading("kernel.pty.max", "4194304"))).toBe("ok");
  expect(toSysctlState(reading("kernel.pty.max", "4096"))).toBe("set");
});

test("kptr_restrict 2 is stricter than ours and stays", () => {
  expect(toSysctlState(reading("kernel.kptr_restrict", "2"))).toBe("ok");
});

test("Ubuntu's core_pattern runs a host program for every crash and is replaced; a relative name is fine", () => {
  expect(toSysctlState(reading("kernel.core_pattern", "|/usr/share/apport/apport -p%p"))).toBe("set");
  expect(toSysctlState(reading("kernel.core_pattern", "/var/crash/core"))).toBe("set");
  expect(toSysctlState(reading("kernel.core_pattern", "core.%p"))).toBe("ok");
});

test("typing into another's terminal is switched off where the kernel can", () => {
  expect(toSysctlState(reading("dev.tty.legacy_tiocsti", "1"))).toBe("set");
  expect(toSysctlState(reading("dev.tty.legacy_tiocsti", "0"))).toBe("ok");
  expect(toSysctlState(reading("dev.tty.legacy_tiocsti", null))).toBe("absent");
});

test("dots in a key are directories under /proc/sys", () => {
  expect(sysctlPath("net.ipv4.neigh.default.gc_thresh3")).toBe("/proc/sys/net/ipv4/neigh/default/gc_thresh3");
});
