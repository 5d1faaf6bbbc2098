import { chmod, chown, lchown, mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Settings } from "../config.ts";
import type { Account } from "./services/service-specs.ts";
import { appDirectory } from "./services/service-specs.ts";

/**
 * STATE, passable for everyone since the runtime enters a sandbox's files with the sandbox's ids; STATE/run, where web finds the socket;
 * STATE/web, the only place web may write. Idempotent.
 */
export async function ensureStateDirectories(settings: Settings, group: number, web: Account): Promise<void> {
  await ensure(settings.state, 0o711, 0, 0);
  await ensure(settings.cache, 0o755, 0, 0);
  await ensure(`${settings.state}/run`, 0o750, 0, group);
  await ensure(appDirectory(settings), 0o755, 0, 0);
  await ensure(webDirectory(settings), 0o700, web.uid, web.gid);
  // Files may have another owner from before: `npm run dev` runs web as the repository's owner.
  for (const name of await readdir(webDirectory(settings))) await lchown(join(webDirectory(settings), name), web.uid, web.gid);
}

export const webDirectory = (settings: Settings): string => `${settings.state}/web`;

async function ensure(path: string, mode: number, uid: number, gid: number) {
  await mkdir(path, { recursive: true, mode });
  await chown(path, uid, gid);
  await chmod(path, mode);
}
