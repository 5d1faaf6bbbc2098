/** First releases without CVE-2025-31133, CVE-2025-52565 and CVE-2025-52881 (runc's advisories of November 2025), by minor version. */
const FIXED_RUNC: readonly [number, number, number][] = [
  [1, 2, 8],
  [1, 3, 3],
];

/** The number in the first line of `runc --version` or `crun --version`. */
export const parseRuntimeVersion = (output: string): string | null => /version (\d+\.\d+(?:\.\d+)?\S*)/.exec(output)?.[1] ?? null;

/** crun's maintainers found it not affected (containers/crun issue 1906). */
export function isFixedRuntime(kind: "runc" | "crun", version: string): boolean {
  if (kind === "crun") return true;
  const [major = 0, minor = 0, patch = 0] = version.split(/[.+~-]/).map((part) => Number.parseInt(part, 10) || 0);
  const line = FIXED_RUNC.find(([itsMajor, itsMinor]) => itsMajor === major && itsMinor === minor);
  if (line !== undefined) return patch >= line[2];
  const last = FIXED_RUNC.at(-1)!;
  return major > last[0] || (major === last[0] && minor > last[1]);
}

/** A distribution fixes old versions in place and says so in the package's changelog. */
export const namesTheFix = (changelog: string): boolean => changelog.includes("CVE-2025-31133");
