import { stat, writeFile } from "node:fs/promises";
import { CommandError, run } from "../system/run.ts";

const SYSCTLS = "/proc/sys/net/bridge";

/**
 * Lets frames between two ports of a sandbox's bridge pass iptables, which Docker counts on. That takes a kernel module that nobody inside can
 * load; all others that dockerd needs the kernel loads by itself. The host's own bridges stay as they were: each network namespace has
 * switches of its own, on by default (net/bridge/br_netfilter_hooks.c, brnf_sysctl_defaults), and where the module was not there before the
 * host's are switched off again. A kernel without the module does without: `docker info` then says so.
 */
export async function loadBridgeFilter(): Promise<void> {
  if (await isThere(SYSCTLS)) return;
  await run("modprobe", ["--", "br_netfilter"]).catch((error) => {
    if (!(error instanceof CommandError)) throw error;
  });
  if (!(await isThere(SYSCTLS))) return;
  for (const family of ["iptables", "ip6tables", "arptables"]) {
    await writeFile(`${SYSCTLS}/bridge-nf-call-${family}`, "0");
  }
}

const isThere = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );
