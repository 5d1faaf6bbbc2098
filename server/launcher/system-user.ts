import { run } from "../sandboxd/system/run.ts";
import type { Account } from "./services/service-specs.ts";

/** Who web runs as; its group may speak to sandboxd. */
export const SYSTEM_USER = "glassbox";
/** Who serves images to the sandboxes: somebody else, since students speak to it. Nothing on the host belongs to it. */
export const REGISTRY_USER = "glassbox-registry";

/** A system user, made if it is missing: no password, no shell, no home. */
export async function ensureSystemUser(name: string = SYSTEM_USER): Promise<Account> {
  const found = await readAccount(name);
  if (found !== null) return found;
  const options = ["--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent", "--shell", "/usr/sbin/nologin"];
  await run("useradd", [...options, "--comment", "Glassbox", name]);
  const made = await readAccount(name);
  if (made === null) throw new Error(`useradd made ${name}, but getent does not know it`);
  return made;
}

/** getent ends with 2 where there is no such user (getent(1)). */
async function readAccount(name: string): Promise<Account | null> {
  const { exitCode, stdout } = await run("getent", ["passwd", name], { expect: [0, 2] });
  return exitCode === 2 ? null : parseAccount(stdout);
}

/** A passwd line: name:x:uid:gid:... */
export function parseAccount(line: string): Account {
  const [, , uid, gid] = line.split(":");
  if (!/^\d+$/.test(uid ?? "") || !/^\d+$/.test(gid ?? "")) throw new Error(`not a passwd line: ${line}`);
  return { uid: Number(uid), gid: Number(gid) };
}
