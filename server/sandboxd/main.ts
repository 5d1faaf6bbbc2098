import { mkdir } from "node:fs/promises";
import { flushCompileCache } from "node:module";
import { pino } from "pino";
import { type SandboxdServer, serveSandboxd } from "../../lib/wire/serve-sandboxd.ts";
import { imageStatusPath, readSettings, socketPath } from "../config.ts";
import { createScripts } from "./checks/scripts.ts";
import { createFiles } from "./files/files.ts";
import { openKernel } from "./kernel/open-kernel.ts";
import { createLimitWatch } from "./limits/limit-watch.ts";
import { createRelay } from "./relay/relay.ts";
import { createHostDescription } from "./rpc/describe-host.ts";
import { readGroupId } from "./rpc/group-id.ts";
import { createKernelSubscribers } from "./rpc/kernel-subscribers.ts";
import { openSession, type Rooms } from "./rpc/session.ts";
import { openSandboxes } from "./sandboxes/sandboxes.ts";
import { holdInstance, InstanceInUse } from "./system/hold-instance.ts";
import { openTerminals } from "./terminals/terminals.ts";

/**
 * sandboxd: the root process. SIGTERM and SIGINT destroy every sandbox and end it; SIGHUP (the launcher died) and a crash leave them running
 * for the next start to take over.
 */
/** Who besides root may connect: the user that web runs as. */
const GROUP = "glassbox";
const settings = readSettingsOrExit();
const log = pino(
  { level: settings.logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime },
  pino.destination({ dest: 1, sync: true }),
);

const wireLog = {
  info: (message: string) => log.info({}, message),
  warn: (message: string) => log.warn({}, message),
  error: (details: object, message: string) => log.error(details, message),
};

// One sandbox's surprise must not end everyone's lab: say what happened and go on.
process.on("uncaughtException", (error) => log.error({ err: error }, "uncaught error"));
process.on("unhandledRejection", (error) => log.error({ err: error }, "unhandled rejection"));

let stopping = false;
const ready = start();
process.on("SIGTERM", (signal) => void stop(signal, true));
process.on("SIGINT", (signal) => void stop(signal, true));
process.on("SIGHUP", (signal) => void stop(signal, false));
await ready.catch((error: Error) => {
  if (error instanceof InstanceInUse) log.fatal({}, `sandboxd cannot start: ${error.message}: ${error.cure}`);
  else log.fatal({ err: error }, `sandboxd cannot start: ${error.message}`);
  process.exit(1);
});

/** Waits for a start that is under way: what it has half made is destroyed whole. */
async function stop(signal: NodeJS.Signals, destroyAll: boolean): Promise<void> {
  if (stopping) return;
  stopping = true;
  log.info({ signal }, destroyAll ? "stopping: destroying every sandbox" : "stopping: sandboxes go on without us");
  try {
    const parts = await ready;
    parts.reader.close();
    await parts.sandboxes.close({ destroyAll });
    await parts.server.close();
    process.exit(0);
  } catch (error) {
    log.error({ err: error }, `could not stop cleanly, the next start collects what is left: ${(error as Error).message}`);
    process.exit(1);
  }
}

function readSettingsOrExit() {
  try {
    return readSettings();
  } catch (error) {
    console.error((error as Error).message);
    process.exit(1);
  }
}

async function start() {
  const runDirectory = `${settings.state}/run/sandboxd`;
  const warnings: string[] = [];
  let server: SandboxdServer | null = null;
  await holdInstance(settings); // until this process ends

  const terminals = await openTerminals(runDirectory, {
    log,
    onExited: (terminal, exitCode) => server?.broadcast("terminalExited", { terminal, exitCode }),
  });
  const relay = createRelay();
  const limits = createLimitWatch((message) => log.warn({}, `limits: ${message}`));
  const sandboxes = await openSandboxes(settings, {
    log,
    onChanged: (summary) => {
      if (summary.state === "stopping" || summary.state === "gone") relay.forget(summary.id);
      if (summary.state === "stopping" || summary.state === "gone") limits.forget(summary.id);
      if (summary.state === "stopping" || summary.state === "gone") kernel.forget(summary.id);
      if (summary.state === "gone") terminals.forget(summary.id);
      server?.broadcast("sandboxChanged", summary);
    },
    onEngineStarts: (running) => terminals.prepare(running),
  });
  const reader = openKernel({
    toolsRoot: `${settings.cache}/rootfs-current`,
    sandboxOf: (id) => sandboxes.get(id),
    onUpdate: (update) => kernel.publishUpdate(update),
    onConfirmed: (id, confirmation) => kernel.publishConfirmation(id, confirmation),
    onTrace: (id, trace) => kernel.publishTrace(id, trace),
    onExpect: (id, report) => kernel.publishReport(id, report),
    log: (message) => log.warn({}, `kernel: ${message}`),
  });
  const kernel = createKernelSubscribers(() => reader, log);
  await sandboxes.adopt();

  const gid = await readGroupId(GROUP);
  if (gid === null) {
    warnings.push(`There is no group ${GROUP}: only root can use ${socketPath(settings)}.`);
    log.warn({}, warnings[0]!);
  }
  await mkdir(runDirectory, { recursive: true, mode: 0o700 });
  const rooms: Rooms = {
    ...{ sandboxes, terminals, kernel, relay, limits, runDirectory },
    scripts: createScripts(runDirectory),
    files: createFiles(runDirectory),
    describeHost: createHostDescription(sandboxes, warnings, imageStatusPath(settings)),
  };
  server = await serveSandboxd(socketPath(settings), (peer) => openSession(rooms, peer), { log: wireLog, gid });
  log.info({ socket: socketPath(settings), sandboxes: sandboxes.list().length }, "sandboxd is ready");
  // Otherwise written at exit only, which a crash does not reach.
  flushCompileCache();
  return { reader, sandboxes, server };
}
