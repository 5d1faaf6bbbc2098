import { cp, mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { toSourceLines } from "../debian/debian-mirror.ts";
import { readDebianMirror } from "../debian/read-debian-mirror.ts";

const HOST_AUTHORITIES = "/etc/ssl/certs/ca-certificates.crt";
const AUTHORITIES = "ca-certificates.crt";

export type AptOfHost = { sourceLines: string[]; aptOptions: string[] };

/** How this host reaches Debian 12's packages. Stays on the host: it is bound into a build and never copied into an image. */
export async function readAptOfHost(mirrorOverride: string | undefined): Promise<AptOfHost> {
  const { mirror, aptOptions } = await readDebianMirror(mirrorOverride);
  return { sourceLines: toSourceLines(mirror, "bookworm"), aptOptions };
}

/**
 * An /etc/apt for the time of a build: the image's own settings, the host's mirror, proxies and credentials. A certificate authority that the host
 * names comes along under a name inside.
 * @param imageApt the etc/apt of the image debian
 */
export async function writeAptForBuild(directory: string, imageApt: string, { sourceLines, aptOptions }: AptOfHost) {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  await cp(imageApt, directory, { recursive: true });
  for (const name of ["apt.conf.d", "auth.conf.d", "preferences.d", "sources.list.d", "trusted.gpg.d"])
    await mkdir(join(directory, name), { recursive: true });
  await copyIfThere("/etc/apt/auth.conf", join(directory, "auth.conf"));
  for (const name of await readdir("/etc/apt/auth.conf.d").catch(() => []))
    await copyIfThere(join("/etc/apt/auth.conf.d", name), join(directory, "auth.conf.d", name));
  await copyIfThere(authoritiesOf(aptOptions), join(directory, AUTHORITIES));
  await writeFile(join(directory, "sources.list"), `${sourceLines.join("\n")}\n`);
  await writeFile(join(directory, "apt.conf.d/99host"), `${toOptionsInside({ sourceLines, aptOptions }).join("\n")}\n`);
}

/** The host's options as they hold inside: files that only the host has are left out, its authorities are beside sources.list. */
export function toOptionsInside({ sourceLines, aptOptions }: AptOfHost): string[] {
  const portable = aptOptions.filter(
    (option) => !/^Acquire::https?(::[^ ]+)?::(CaInfo|SslCert|SslKey|CrlFile|Proxy-Auto-Detect)\b/i.test(option),
  );
  const https = [...sourceLines, ...aptOptions].some((line) => line.includes("https://"));
  return https ? [...portable, `Acquire::https::CAInfo "/etc/apt/${AUTHORITIES}";`] : portable;
}

const authoritiesOf = (aptOptions: readonly string[]): string =>
  aptOptions.map((option) => /^Acquire::https::CaInfo "(\/[^"]+)"/i.exec(option)?.[1]).find((path) => path !== undefined) ??
  HOST_AUTHORITIES;

const copyIfThere = (from: string, to: string) =>
  cp(from, to, { dereference: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
  });
