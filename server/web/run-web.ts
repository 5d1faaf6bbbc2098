import { createServer } from "node:http";
import { resolve } from "node:path";
import next from "next";
import { createLabLibrary } from "../../lib/content/lab-library.ts";
import { formatProblem } from "../../lib/content/lab-problem.ts";
import { serve } from "../../lib/content/served-library.ts";
import { instructorLinkPath, previewPort, readSettings, socketPath } from "../config.ts";
import { CodeColours } from "./colours/code-colours.ts";
import { SOCKET_PATH } from "./gateway/gateway.ts";
import { isLoopback } from "./http/allowed-origin.ts";
import type { CheckLabs } from "./labs/author-desk.ts";
import { createLog } from "./log.ts";
import { sayNew } from "./say-new.ts";
import { startWeb } from "./start-web.ts";

const ROOT = resolve(import.meta.dirname, "../..");

/** An author's own instance: the folder of labs it shows, and no other, and how to check one. */
export type AuthorMode = { labs: string; checkLabs: CheckLabs };

/** The whole of the unprivileged process, until a signal ends it. */
export async function runWeb(author: AuthorMode | null = null): Promise<void> {
  const dev = process.env.GLASSBOX_DEV === "1" || process.env.NODE_ENV === "development";
  const settings = readSettings();
  const log = createLog(settings.logLevel);

  if (author !== null && !isLoopback(settings.host)) {
    log.fatal(`author mode runs scripts for whoever asks: it listens on loopback only, not on ${settings.host}`);
    process.exit(1);
  }

  if (process.getuid?.() === 0 && !dev && process.env.GLASSBOX_WEB_AS_ROOT !== "1") {
    log.fatal(
      "web must not run as root: npm start runs it as the user glassbox (GLASSBOX_WEB_AS_ROOT=1 overrides, for tests only)",
    );
    process.exit(1);
  }

  // The module is its default export; its types say otherwise to NodeNext.
  const createNext = next as unknown as typeof next.default;
  // One request's surprise must not end everyone's session: say what happened and go on.
  process.on("uncaughtException", (error) => log.error({ err: error }, "uncaught error"));
  process.on("unhandledRejection", (error) => log.error({ err: error }, "unhandled rejection"));

  // Next listens for upgrades (hot reloading) on the server it is given. They are ours to give out, so this one never listens on a port.
  const nextUpgrades = createServer();
  const app = createNext({ dev, dir: ROOT, hostname: settings.host, port: settings.port, httpServer: nextUpgrades });
  const pages = app.getRequestHandler();
  // Read before anyone asks, so that the first student does not wait for the parsing.
  const labs = author === null ? createLabLibrary(`${ROOT}/labs`, settings.labs) : createLabLibrary(author.labs);
  const colours = new CodeColours();
  // The thread and its commonest grammar are there before the first student.
  void colours.of("bash", "true");
  serve({ labs, colours: colours.of, author: author !== null });
  const [problems] = await Promise.all([labs.problems(), app.prepare()]).catch((error: Error) => {
    log.fatal({ err: error }, `the labs or the pages could not be loaded: ${error.message}`);
    process.exit(1);
  });
  const tellProblems = sayNew((line) => log.warn(line));
  tellProblems(problems.map((problem) => `labs: ${formatProblem(problem)}`));

  const web = await startWeb({
    host: settings.host,
    port: settings.port,
    origins: settings.origins,
    previewPort: previewPort(settings),
    previewOrigin: settings.previewOrigin,
    socketPath: socketPath(settings),
    databaseFile: `${settings.state}/web/glassbox.db`,
    instructorLinkFile: instructorLinkPath(settings),
    labs,
    colours: colours.of,
    checkLabs: author?.checkLabs,
    maxSandboxesPerPerson: settings.maxSandboxesPerPerson,
    subnet: settings.subnet,
    pages: (request, response) => pages(request, response),
    dev,
    log,
  }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "EADDRINUSE")
      log.fatal(
        `port ${settings.port} or ${previewPort(settings)} (previews) on ${settings.host} is taken: stop what uses it or set GLASSBOX_PORT, GLASSBOX_PREVIEW_PORT`,
      );
    else log.fatal({ err: error }, "web could not start");
    process.exit(1);
  });

  web.http.on("upgrade", (request, socket, head) => {
    if (request.url?.split("?")[0]?.replace(/\/$/, "") === SOCKET_PATH) return;
    if (!nextUpgrades.emit("upgrade", request, socket, head)) socket.destroy();
  });

  const following = labs.follow((change) => {
    const { labs: changed, problems: now } = change;
    if (changed.length > 0) log.info(`labs that are new or changed: ${changed.join(", ")}`);
    tellProblems(now.map((problem) => `labs: ${formatProblem(problem)}`));
    web.labsChanged(change).catch((error) => log.error({ err: error }, "changed labs could not be taken in"));
  });

  log.info({ url: `http://${settings.host}:${web.port}` }, "web is ready");

  let stopping = false;
  async function stop(signal: string): Promise<void> {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, "web stops");
    // Whatever hangs must not keep the port.
    setTimeout(() => process.exit(1), 5_000).unref();
    following.close();
    await web.close();
    await app.close();
    process.exit(0);
  }
  process.on("SIGTERM", () => void stop("SIGTERM"));
  process.on("SIGINT", () => void stop("SIGINT"));
}
