import { writeFile } from "node:fs/promises";
import type { Settings } from "../config.ts";
import type { HostPackage } from "./debian/host-packages.ts";
import { installPackages } from "./debian/install-packages.ts";
import { LauncherError } from "./failure.ts";
import { applySysctls } from "./host/apply-sysctls.ts";
import type { HostFacts } from "./host/host-facts.ts";
import { type Finding, judgeHost } from "./host/judge-host.ts";
import { readHostFacts } from "./host/read-host-facts.ts";
import { buildRootfs, planRootfs, publishRootfs } from "./rootfs/build-rootfs.ts";
import { print, step } from "./steps.ts";

/**
 * Checks the host, installs what it lacks and sets its kernel settings. What is in the way stops us before anything was changed, where
 * that can be known before the packages are there. @throws LauncherError naming every obstacle and its cure
 */
export async function prepareHost(
  repo: string,
  settings: Settings,
  extra: readonly HostPackage[],
  signal?: AbortSignal,
): Promise<void> {
  const before = await step("host check", () => readHostFacts(repo, settings));
  const missing = [...before.missingPackages];
  // Probing for features takes tools that may be among what is missing: look again once they are there.
  const findings = judgeHost(missing.length > 0 ? { ...before, features: [] } : before);
  refuse(findings);
  for (const { check, state, found, cure } of findings)
    if (check === "pool" && state === "warn") print(`  ! ${check} ${found}\n    cure: ${cure}`);
  await installPackages([...missing, ...extra], signal);
  await step("kernel settings", () => setKernel(before));
  if (missing.length === 0 && !isRestricted(before)) return;
  refuse(judgeHost(await readHostFacts(repo, settings)));
}

/** Builds the root file system if this checkout's is not there, and makes it the current one. */
export async function prepareRootfs(repo: string, settings: Settings, signal?: AbortSignal): Promise<void> {
  const plan = await planRootfs(repo, settings.cache);
  if (!plan.ready) {
    await step("root file system (once, about a minute)", (tell) =>
      buildRootfs(repo, settings.cache, settings.debianMirror, tell, signal),
    );
  }
  await publishRootfs(plan, settings.cache);
}

function refuse(findings: readonly Finding[]) {
  const fatal = findings.filter(({ state }) => state === "fail");
  const [first, ...others] = fatal;
  if (first === undefined) return;
  for (const { check, found, cure } of others) print(`  ✗ ${check}: ${found}\n    cure: ${cure}`);
  throw new LauncherError(`${first.check}: ${first.found}`, first.cure ?? "");
}

const isRestricted = ({ userNamespaces }: HostFacts) =>
  userNamespaces.apparmorRestricts === 1 || userNamespaces.unprivilegedClone === 0;

/** Until the next boot. A setting that the host refuses is said, not fatal: doctor shows it. */
async function setKernel({ userNamespaces }: HostFacts) {
  const { refused } = await applySysctls();
  for (const line of refused) print(`    could not set ${line}`);
  if (userNamespaces.apparmorRestricts === 1) {
    print(
      "    kernel.apparmor_restrict_unprivileged_userns = 0 until the next boot: labs make user namespaces without being root",
    );
    await writeFile("/proc/sys/kernel/apparmor_restrict_unprivileged_userns", "0");
  }
  if (userNamespaces.unprivilegedClone === 0) await writeFile("/proc/sys/kernel/unprivileged_userns_clone", "1");
}
