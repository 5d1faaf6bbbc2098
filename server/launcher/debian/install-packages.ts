import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { run } from "../../sandboxd/system/run.ts";
import { runTool, ToolError } from "../child.ts";
import { LauncherError } from "../failure.ts";
import { print, step } from "../steps.ts";
import { type HostPackage, missingPackages } from "./host-packages.ts";

/** apt waits this long for another apt (unattended-upgrades on a fresh VM) before it gives up. */
const LOCK_SECONDS = 300;

export async function readMissingPackages(needed: readonly HostPackage[]): Promise<HostPackage[]> {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg-query's own placeholders
  const { stdout } = await run("dpkg-query", ["-W", "-f", "${Package} ${db:Status-Status}\\n"]);
  return missingPackages(needed, stdout);
}

/** Installs what is missing, saying what and why. @throws LauncherError when apt cannot (no network, no such package) */
export async function installPackages(needed: readonly HostPackage[], signal?: AbortSignal): Promise<void> {
  const missing = await readMissingPackages(needed);
  if (missing.length === 0) return;
  for (const { name, why } of missing) print(`    ${name}: ${why}`);
  const apt = ["-o", `DPkg::Lock::Timeout=${LOCK_SECONDS}`, "-o", "Acquire::Retries=2"];
  const names = missing.map(({ name }) => name);
  await step(`Debian packages (${names.join(" ")})`, async (tell) => {
    // apt-get update only warns when a source cannot be reached; the install after it then fails for a reason that is in the first's output.
    const said: string[] = [];
    const onLine = (line: string) => {
      said.push(line);
      tell(line.slice(0, 60));
    };
    const options = { env: { DEBIAN_FRONTEND: "noninteractive" }, onLine, signal };
    try {
      await runTool("apt-get", [...apt, "update"], options);
      await keepAsleep(missing);
      await runTool("apt-get", [...apt, "install", "-y", "--no-install-recommends", "--no-remove", ...names], options);
    } catch (error) {
      throw error instanceof ToolError ? toAptFailure(new ToolError(error.message, said.join("\n")), names) : error;
    }
  });
}

/**
 * Masks the units of packages we are about to install, as `systemctl mask` does: the package's own script would start them now and at each
 * boot (docker-registry then listens, writable, on every address of the host). What the operator has set up under that name stays.
 */
export async function keepAsleep(packages: readonly HostPackage[], units = "/etc/systemd/system"): Promise<void> {
  for (const { asleep } of packages) {
    if (asleep === undefined) continue;
    await symlink("/dev/null", join(units, asleep)).catch((error: NodeJS.ErrnoException) => {
      // ENOENT: no systemd on this host.
      if (error.code !== "EEXIST" && error.code !== "ENOENT") throw error;
    });
  }
}

/** What apt's output means to an operator. */
export function toAptFailure(error: unknown, names: readonly string[]): unknown {
  if (!(error instanceof ToolError)) return error;
  const wanted = names.join(" ");
  if (/No space left on device|You don't have enough free space/.test(error.output)) {
    return new LauncherError(
      `the disk is full: apt-get could not install ${wanted}`,
      "free some space on /, then start again",
      error,
    );
  }
  if (NO_NETWORK.test(error.output)) {
    return new LauncherError(
      `apt-get could not reach its package sources, which the first start needs for: ${wanted}`,
      `connect this machine to a network (or point /etc/apt at a reachable mirror), or install them yourself: apt-get install ${wanted}`,
      error,
    );
  }
  if (/Unable to locate package|has no installation candidate/.test(error.output)) {
    return new LauncherError(
      `this host's package sources do not have all of: ${wanted}`,
      "add the distribution's main (Ubuntu: main and universe) component to /etc/apt, then start again",
      error,
    );
  }
  return new LauncherError(
    `apt-get could not install ${wanted}: ${error.output.split("\n").slice(-5).join(" | ")}`,
    `make this work, then start again: apt-get install ${wanted}`,
    error,
  );
}

/** How apt and mmdebstrap (which is apt) say that nobody answered. */
export const NO_NETWORK =
  /Could not resolve|Temporary failure resolving|Could not connect|Unable to connect|Network is unreachable|Connection (refused|timed out)|Failed to fetch|Could not (contact|handshake)/;
