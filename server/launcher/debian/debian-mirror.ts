/** Where Debian's packages come from. */
export type DebianMirror = { main: string; security: string | null };

/** What Debian's own documentation names; used where the host's apt knows no Debian mirror (Ubuntu). */
const DEFAULT: DebianMirror = { main: "http://deb.debian.org/debian", security: "http://deb.debian.org/debian-security" };

const KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg";
/** Releases that we build from: trixie for the sandbox's root file system, bookworm for the images that labs pull. */
export type DebianSuite = "trixie" | "bookworm";

/** One line per index: the repository's address and the codename of its suite, both without spaces. */
export const INDEX_TARGETS_FORMAT = "$(REPO_URI) $(ORIGIN) $(LABEL) $(CODENAME)";

/**
 * The Debian mirror the host's apt already uses, so that a school's mirror or an offline proxy is used without being named twice.
 * @param indexTargets output of `apt-get indextargets --format INDEX_TARGETS_FORMAT`
 * @param override GLASSBOX_DEBIAN_MIRROR: the main archive's address, optionally followed by the security archive's
 */
export function toDebianMirror(indexTargets: string, override: string | undefined): DebianMirror {
  const [main, security] = (override ?? "").split(/[\s,]+/).filter(Boolean);
  if (main !== undefined) return { main, security: security ?? null };
  const rows = indexTargets.split("\n").map((line) => line.trim().split(" "));
  const find = (label: string) => rows.find(([, origin, itsLabel]) => origin === "Debian" && itsLabel === label)?.[0];
  const found = find("Debian");
  if (found === undefined) return DEFAULT;
  return { main: trim(found), security: trim(find("Debian-Security") ?? DEFAULT.security!) };
}

/**
 * apt sources lines. The keyring is named, because an Ubuntu host's apt does not trust Debian by itself; trixie is also signed by
 * bookworm's keys, so the older keyrings of Debian 12 and Ubuntu 24.04 verify it.
 */
export function toSourceLines({ main, security }: DebianMirror, suite: DebianSuite): string[] {
  const line = (address: string, pocket: string) => `deb [signed-by=${KEYRING}] ${address} ${suite}${pocket} main`;
  const lines = [line(main, ""), line(main, "-updates")];
  return security === null ? lines : [...lines, line(security, "-security")];
}

/**
 * The host's own way to its mirrors (proxies, certificates, date checks) as mmdebstrap --aptopt values: the Acquire:: leaves of
 * `apt-config dump`, without lists and without what is specific to the host's indexes.
 */
export function toAptOptions(aptConfigDump: string): string[] {
  return aptConfigDump
    .split("\n")
    .filter((line) => /^Acquire::(http|https|ftp|Retries|Check-Valid-Until|Check-Date|ForceIPv4|ForceIPv6)\b/.test(line))
    .filter((line) => / ".+";$/.test(line))
    .filter((line) => !/:: "/.test(line));
}

const trim = (address: string) => address.replace(/\/+$/, "");
