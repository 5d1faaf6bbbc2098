import { run } from "../../sandboxd/system/run.ts";
import { type DebianMirror, INDEX_TARGETS_FORMAT, toAptOptions, toDebianMirror } from "./debian-mirror.ts";

/** This host's way to a Debian archive: the mirror that its apt uses, and the options (proxies, certificates) it uses it with. */
export async function readDebianMirror(override: string | undefined): Promise<{ mirror: DebianMirror; aptOptions: string[] }> {
  const [indexTargets, aptConfig] = await Promise.all([
    run("apt-get", ["indextargets", "--format", INDEX_TARGETS_FORMAT, "Created-By: Packages"]),
    run("apt-config", ["dump"]),
  ]);
  return { mirror: toDebianMirror(indexTargets.stdout, override), aptOptions: toAptOptions(aptConfig.stdout) };
}
