import { execPath } from "node:process";
import { environmentName, type Settings } from "../../config.ts";
import { CLEAN_ENV } from "../../sandboxd/system/run.ts";
import type { ServiceSpec } from "./service.ts";

export type Account = { uid: number; gid: number };
/** Node inside the repository, so that it is also there where the repository is bound to another place. */
const NODE = "node_modules/.bin/node";

/** Our settings as the environment of a process of ours, and nothing else of the operator's. */
export function toServiceEnv(
  settings: Settings,
  env: NodeJS.ProcessEnv,
  nodeEnv: "production" | "development",
): Record<string, string> {
  const ours = Object.entries(env).filter(
    (entry): entry is [string, string] => entry[0].startsWith("GLASSBOX_") && entry[1] !== undefined,
  );
  const dev: Record<string, string> = nodeEnv === "development" ? { GLASSBOX_DEV: "1" } : {};
  const places = { [environmentName("state")]: settings.state, [environmentName("cache")]: settings.cache };
  return {
    PATH: CLEAN_ENV.PATH,
    LC_ALL: CLEAN_ENV.LC_ALL,
    NODE_ENV: nodeEnv,
    NEXT_TELEMETRY_DISABLED: "1",
    ...Object.fromEntries(ours),
    ...places,
    ...dev,
  };
}

/**
 * sandboxd: root, with the sandboxes' lives in its hands. If the launcher dies without a word the kernel sends SIGHUP (PR_SET_PDEATHSIG),
 * which sandboxd takes as "leave the sandboxes for the next start".
 */
export const toSandboxdSpec = (repo: string, settings: Settings, env: Record<string, string>): ServiceSpec => ({
  name: "sandboxd",
  argv: ["setpriv", "--pdeathsig", "HUP", execPath, "server/sandboxd/main.ts"],
  cwd: repo,
  // Under a directory that only root may write, since root runs what lies there. Without it Node keeps its TypeScript parser in memory.
  env: { ...env, HOME: "/root", NODE_COMPILE_CACHE: `${settings.state}/run/compiled` },
});

/** The last step into another user: no capabilities, none to be had; ends when the launcher does. */
const dropPrivileges = ({ uid, gid }: Account): string[] => [
  ...[
    "setpriv",
    `--reuid=${uid}`,
    `--regid=${gid}`,
    "--clear-groups",
    "--inh-caps=-all",
    "--bounding-set=-all",
    "--no-new-privs",
  ],
  ...["--pdeathsig", "TERM"],
];
const dropTo = (account: Account): string[] => [...dropPrivileges(account), NODE];

/**
 * web: user `glassbox`, in a mount namespace of its own where the repository, which may lie under a closed /root, is bound read-only at a
 * readable place (enter-app.sh).
 */
export const toWebSpec = (
  repo: string,
  settings: Settings,
  account: Account,
  env: Record<string, string>,
  program: readonly string[] = ["server/web/main.ts"],
): ServiceSpec => ({
  name: "web",
  argv: [
    ...["unshare", "--mount", "--propagation=private", "sh", `${repo}/server/launcher/services/enter-app.sh`],
    ...[repo, appDirectory(settings), ...dropTo(account), ...program],
  ],
  cwd: "/",
  env: { ...env, HOME: `${settings.state}/web` },
});

/** web while developing: where it is, as whoever owns the repository, because Next writes beside the sources. Root has no capabilities here. */
export const toDevWebSpec = (repo: string, settings: Settings, account: Account, env: Record<string, string>): ServiceSpec => ({
  name: "web",
  argv: [...dropTo(account), "server/web/main.ts"],
  cwd: repo,
  env: { ...env, HOME: `${settings.state}/web` },
});

/**
 * The image registry: Debian's docker-registry as a user that owns nothing, behind everything else in the queue for the processor, since
 * students decide how busy it is. Go keeps to GOMEMLIMIT as long as it can.
 */
export const toRegistrySpec = (settings: Settings, account: Account): ServiceSpec => ({
  name: "registry",
  argv: ["nice", "-n", "5", ...dropPrivileges(account), "docker-registry", "serve", registryConfigPath(settings)],
  cwd: "/",
  env: { PATH: CLEAN_ENV.PATH, LC_ALL: CLEAN_ENV.LC_ALL, HOME: "/nonexistent", GOMEMLIMIT: "128MiB" },
  // A name we do not carry, a write it refuses: errors to it, a student's typing to us.
  isNoise: (line) => / http\.response\.status=4\d\d /.test(line),
});

/** Written at each start. */
export const registryConfigPath = (settings: Settings): string => `${settings.state}/images/registry.yml`;

/** Where web finds the repository. */
export const appDirectory = (settings: Settings): string => `${settings.state}/run/app`;
