/** Names of the packages in a packages.txt: one a line, the rest of the line after # is the reason. @param where the file, for errors */
export function parsePackageList(text: string, where = "images/rootfs/packages.txt"): string[] {
  const names = text
    .split("\n")
    .map((line) => line.replace(/#.*/, "").trim())
    .filter((line) => line !== "");
  for (const name of names) {
    if (!/^[a-z0-9][a-z0-9+.-]+$/.test(name)) throw new Error(`${where}: "${name}" is not a Debian package name`);
  }
  return names;
}

export type RootfsRecipe = {
  /** The new root file system, an absolute path that does not exist yet. */
  target: string;
  /** The folder images/rootfs. */
  source: string;
  packages: readonly string[];
  aptOptions: readonly string[];
  sourceLines: readonly string[];
};

/**
 * argv for building it. The mount namespace is private, so that an interrupted build leaves no mount behind. Credentials for a mirror
 * come from the host's apt, and are not copied into the result.
 */
export function toMmdebstrapArgv(recipe: RootfsRecipe): string[] {
  return [
    "unshare",
    "--mount",
    "--propagation=private",
    "mmdebstrap",
    "--mode=root",
    "--variant=minbase",
    "--format=directory",
    `--include=${recipe.packages.join(",")}`,
    `--customize-hook=${recipe.source}/customize.sh`,
    '--aptopt=Dir::Etc::netrc "/etc/apt/auth.conf"',
    '--aptopt=Dir::Etc::netrcparts "/etc/apt/auth.conf.d"',
    ...recipe.aptOptions.map((option) => `--aptopt=${option}`),
    "trixie",
    recipe.target,
    ...recipe.sourceLines,
  ];
}

/** mmdebstrap's own progress lines start with "I: "; the rest is detail. */
export const toRootfsProgress = (line: string): string | null =>
  /^I: (?!success|chroot architecture)/.test(line) ? line.slice(3, 70) : null;
