import { join } from "node:path";

export type DebianRootfs = {
  suite: "bookworm";
  /** images/NAME: packages.txt, customize.sh and files/. */
  source: string;
  target: string;
  packages: readonly string[];
  aptOptions: readonly string[];
  sourceLines: readonly string[];
};

/** argv for an image's root file system as a directory: Debian's minimal one, without what images of this kind leave out. */
export const toDebianRootfsArgv = (rootfs: DebianRootfs): string[] => [
  ...[
    "mmdebstrap",
    "--mode=root",
    "--variant=minbase",
    "--format=directory",
    "--hook-dir=/usr/share/mmdebstrap/hooks/merged-usr",
  ],
  `--include=${rootfs.packages.join(",")}`,
  // The same exclusions as in files/etc/dpkg/dpkg.cfg.d/slim, which is there only when everything is installed.
  ...["doc", "man", "info", "locale", "lintian", "bug", "linda"].map((name) => `--dpkgopt=path-exclude=/usr/share/${name}/*`),
  "--dpkgopt=path-include=/usr/share/doc/*/copyright",
  // Whatever is half written is thrown away: no fsync(2) for each file.
  "--dpkgopt=force-unsafe-io",
  `--customize-hook=${join(rootfs.source, "customize.sh")}`,
  ...['--aptopt=Dir::Etc::netrc "/etc/apt/auth.conf"', '--aptopt=Dir::Etc::netrcparts "/etc/apt/auth.conf.d"'],
  ...rootfs.aptOptions.map((option) => `--aptopt=${option}`),
  ...[rootfs.suite, rootfs.target, ...rootfs.sourceLines],
];

/** argv that packs it, in a fixed order; without device nodes, which every container gets from its engine and no user namespace may make. */
export const toPackArgv = (tree: string, tar: string): string[] => [
  ...["tar", "--create", "--file", tar, "--directory", tree, "--sort=name", "--numeric-owner", "--xattrs", "--xattrs-include=*"],
  ...["--exclude=./dev/*", "."],
];
