import { rm } from "node:fs/promises";
import { join } from "node:path";
import { type Settings, socketPath } from "../config.ts";
import { holdInstance, InstanceInUse } from "../sandboxd/system/hold-instance.ts";
import { createInstructorLink } from "./create-instructor-link.ts";
import { LauncherError } from "./failure.ts";
import { tryFileLock } from "./file-lock.ts";
import { buildInBackground } from "./images/build-in-background.ts";
import { sayWhenSilent, serveImages } from "./images/serve-images.ts";
import { readLeftovers } from "./leftovers.ts";
import { buildPages, readOwner, readStalePages } from "./pages/build-pages.ts";
import { prepareHost, prepareRootfs } from "./prepare-host.ts";
import { answersAt, connects, untilReady } from "./services/ready.ts";
import { keepAlive, type Service } from "./services/service.ts";
import { toDevWebSpec, toSandboxdSpec, toServiceEnv, toWebSpec } from "./services/service-specs.ts";
import { watchSources } from "./services/watch-sources.ts";
import { toWebAddress } from "./services/web-address.ts";
import { ensureStateDirectories } from "./state-directories.ts";
import { print, step, toDuration } from "./steps.ts";
import { ensureSystemUser } from "./system-user.ts";

export type StartOptions = {
  /** Pages and lessons reload as they are edited; sandboxd restarts and its sandboxes survive. */
  dev: boolean;
  /** Leave the sandboxes running when we stop, for the next start to take over. */
  keep: boolean;
  /** Aborted by Ctrl-C or SIGTERM. */
  signal: AbortSignal;
};

/** A classroom's worth of sandboxes is destroyed in this time, or we say what is left. */
const DESTROY_MS = 60_000;
const WEB_STOP_MS = 10_000;
/** sandboxd mounts its pool and adopts sandboxes before it listens. */
const READY_MS = 60_000;

/** `npm start` and `npm run dev`: everything from a fresh clone to a page that answers, until the signal; then back to nothing. */
export async function start(repo: string, settings: Settings, { dev, keep, signal }: StartOptions): Promise<void> {
  const began = performance.now();
  await prepareHost(repo, settings, [], signal);
  const user = await ensureSystemUser();
  const web = dev ? await readOwner(repo) : user;
  await ensureStateDirectories(settings, user.gid, { uid: web.uid, gid: dev ? web.gid : user.gid });
  const lock = await tryFileLock(join(settings.state, "run", "launcher.lock"));
  if (lock === null) {
    throw new LauncherError(
      `Glassbox already runs with ${settings.state}`,
      "stop it first, or give this one its own GLASSBOX_STATE, GLASSBOX_NAME and GLASSBOX_PORT",
    );
  }
  await requireFree(settings);
  const pages = dev ? null : await readStalePages(repo);
  await Promise.all([
    prepareRootfs(repo, settings, signal),
    pages === null ? null : step("pages (next build)", (tell) => buildPages(repo, tell, signal)),
  ]);
  signal.throwIfAborted();

  const env = toServiceEnv(settings, process.env, dev ? "development" : "production");
  const sandboxd = keepAlive(toSandboxdSpec(repo, settings, env));
  const services = [sandboxd];
  let images: Promise<void> | undefined;
  using _watcher = dev ? watchSources(repo, ["server/sandboxd", "lib"], restartOnChange(sandboxd, "SIGHUP")) : undefined;
  try {
    await step("sandboxd", () => untilReady(sandboxd, () => connects(socketPath(settings)), READY_MS, signal));
    const account = { uid: web.uid, gid: user.gid };
    const page = keepAlive(dev ? toDevWebSpec(repo, settings, account, env) : toWebSpec(repo, settings, account, env));
    services.push(page);
    using _webWatcher = dev ? watchSources(repo, ["server/web", "lib"], restartOnChange(page, "SIGTERM")) : undefined;
    const address = toWebAddress(settings.host, settings.port);
    await step("web", () => untilReady(page, () => answersAt(`${address}/healthz`), READY_MS, signal));
    print(
      `\n  Glassbox is ready after ${toDuration(performance.now() - began)}:  ${address}\n  Ctrl-C stops it${keep ? " and leaves the sandboxes running" : " and leaves nothing behind"}.\n`,
    );
    print(`  Instructors open this, once:  ${await createInstructorLink(settings, user.gid)}\n`);
    const registry = await serveImages(settings);
    services.push(registry);
    void sayWhenSilent(registry, settings, signal);
    images = buildInBackground(repo, settings, signal);
    await untilAborted(signal);
  } finally {
    // A build that is cut off takes some seconds to end; the sandboxes need not wait for it.
    await Promise.all([
      images,
      stop(settings, services.toReversed(), keep, () => keepAlive(toSandboxdSpec(repo, settings, env))),
    ]);
    await rm(socketPath(settings), { force: true });
    lock.release();
  }
}

/** A sandboxd that is just leaving (its launcher was killed) gets this long. */
const LEAVE_SECONDS = 5;

/** sandboxd would refuse by itself; asking before it starts leaves the other one's things out of our clearing up. */
async function requireFree(settings: Settings): Promise<void> {
  try {
    await using _instance = await holdInstance(settings, LEAVE_SECONDS);
  } catch (error) {
    throw error instanceof InstanceInUse ? new LauncherError(error.message, error.cure, error) : error;
  }
}

/** The registry and web first, so that nobody opens a sandbox while they are being destroyed. */
async function stop(settings: Settings, services: Service[], keep: boolean, startSandboxd: () => Service): Promise<void> {
  for (const service of services) {
    const isSandboxd = service.name === "sandboxd";
    await step(`stopping ${service.name}`, async () => {
      const inTime = await service.stop(isSandboxd && keep ? "SIGHUP" : "SIGTERM", isSandboxd ? DESTROY_MS : WEB_STOP_MS);
      if (!inTime) print(`    ${service.name} did not stop in time and was killed`);
    });
  }
  if (keep) return;
  if ((await readLeftovers(settings)).length > 0) await destroyRest(settings, startSandboxd);
  const left = await readLeftovers(settings);
  if (left.length === 0) return;
  print("  left behind; the next start takes it over and cleans it up:");
  for (const line of left) print(`    ${line}`);
  process.exitCode = 1;
}

/** sandboxd was just dead or restarting when it should have destroyed everything: one more takes over what is there and destroys that. */
async function destroyRest(settings: Settings, startSandboxd: () => Service): Promise<void> {
  await step("destroying what sandboxd left", async () => {
    const sandboxd = startSandboxd();
    const never = new AbortController().signal;
    await untilReady(sandboxd, () => connects(socketPath(settings)), READY_MS, never).catch((error: Error) =>
      print(`    ${error.message}`),
    );
    await sandboxd.stop("SIGTERM", DESTROY_MS);
  });
}

const restartOnChange = (service: Service, signal: NodeJS.Signals) => (path: string) => {
  print(`  ${path} changed: restarting ${service.name}`);
  service.restart(signal);
};

const untilAborted = (signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    // The services' pipes keep us alive until then.
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
