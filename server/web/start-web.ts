import type { Server } from "node:http";
import type { ColourCode } from "../../lib/content/colour-lesson.ts";
import type { LabLibrary, LibraryChange } from "../../lib/content/lab-library.ts";
import { searchLibrary } from "../../lib/content/search/search-library.ts";
import { connectSandboxd, type SandboxdHandlers } from "../../lib/wire/connect-sandboxd.ts";
import { createClassroomRoute } from "./classroom/classroom-route.ts";
import { Instructors } from "./classroom/instructors.ts";
import { createFileRoute } from "./files/serve-file.ts";
import { answerCalls } from "./gateway/answer-calls.ts";
import { openGateway } from "./gateway/gateway.ts";
import { isLoopback } from "./http/allowed-origin.ts";
import { type Pages, serveHttp } from "./http/serve-http.ts";
import { AuthorDesk, type CheckLabs } from "./labs/author-desk.ts";
import { LabDesk } from "./labs/lab-desk.ts";
import { openPersonValues } from "./labs/person-values.ts";
import { Seats } from "./labs/seats.ts";
import { wantImages } from "./labs/want-images.ts";
import type { Log } from "./log.ts";
import { openPreviews } from "./preview/open-previews.ts";
import { openStore } from "./store/store.ts";
import { TerminalHub } from "./tabs/terminal-hub.ts";
import type { World } from "./world.ts";

export type WebOptions = {
  host: string;
  /** 0: any free port. */
  port: number;
  origins: string[];
  /** 0: any free port. */
  previewPort: number;
  /** GLASSBOX_PREVIEW_ORIGIN */
  previewOrigin?: string | undefined;
  /** sandboxd's unix socket. */
  socketPath: string;
  databaseFile: string;
  /** What root wrote of the newest instructor's link (server/instructor-link.ts). */
  instructorLinkFile: string;
  labs: LabLibrary;
  /** Colours of code that is sent over the socket; none: it is plain. */
  colours?: ColourCode | undefined;
  /** Author mode: there is an author's desk, and tabs follow what is saved. Only an author's own instance gives it. */
  checkLabs?: CheckLabs | undefined;
  maxSandboxesPerPerson: number;
  /** Network of the sandboxes (CIDR): the values of labs stay clear of it. */
  subnet: string;
  pages: Pages;
  dev: boolean;
  log: Log;
};

export type Web = {
  http: Server;
  port: number;
  previewPort: number;
  /** Bytes that browsers were sent and have not read. */
  unsentBytes(): number;
  /** Tells who is at one of these labs that it is other than when it was opened; in author mode it takes its place at once. */
  labsChanged(change: LibraryChange): Promise<void>;
  close(): Promise<void>;
};

/** Requests under way may finish for so long. */
const GOODBYE_MS = 1000;

/** Opens the database, connects to sandboxd (which may come later) and listens. Nothing stays behind when it fails. */
export async function startWeb(options: WebOptions): Promise<Web> {
  const { log } = options;
  const previews = await openPreviews({
    host: options.host,
    port: options.previewPort,
    origin: options.previewOrigin,
    socketPath: options.socketPath,
    log,
  });
  const store = await openStore(options.databaseFile).catch(async (error) => {
    await previews.close();
    throw error;
  });
  const valuesOf = await openPersonValues(store, options.subnet).catch(async (error) => {
    await Promise.all([previews.close(), store.close()]);
    throw error;
  });
  const handlers: SandboxdHandlers = {};
  const sandboxd = connectSandboxd(options.socketPath, handlers);
  const { labs, colours = async () => "", maxSandboxesPerPerson } = options;
  const instructors = new Instructors(store, options.instructorLinkFile);
  const world: World = {
    ...{ sandboxd, store, instructors, labs, colours, valuesOf, log, maxSandboxesPerPerson },
    search: searchLibrary(labs),
  };
  const hub = new TerminalHub(sandboxd, log);
  const seats = new Seats(world, hub);
  // connectSandboxd reads its handlers when an event comes: nothing has come yet.
  const onConnected = () => {
    seats.handlers.onConnected?.();
    void wantImages(world);
  };
  Object.assign(handlers, seats.handlers, { onConnected });
  const author = options.checkLabs === undefined ? null : new AuthorDesk(seats, options.checkLabs);
  const calls = answerCalls(world, seats, new LabDesk(world, seats), hub, previews.desk, author);
  const origins = { listed: options.origins, loopbackOnly: isLoopback(options.host) };
  const files = createFileRoute({ sandboxd, seats, origins, log });
  const classroom = createClassroomRoute(world, previews.desk, origins);
  const http = serveHttp(world, options.pages, { dev: options.dev, origins, files, classroom, ...previews });
  const gateway = openGateway(http, { sandboxd, seats, hub, calls, log }, origins);

  const close = async () => {
    const hangUp = setTimeout(() => http.closeAllConnections(), GOODBYE_MS);
    await Promise.all([gateway.close(), previews.close()]);
    clearTimeout(hangUp);
    sandboxd.close();
    await store.close();
  };
  try {
    await new Promise<void>((resolve, reject) => {
      http.once("error", reject);
      http.listen(options.port, options.host, resolve);
    });
  } catch (error) {
    await close();
    throw error;
  }
  const address = http.address();
  return {
    http,
    port: typeof address === "object" && address ? address.port : options.port,
    previewPort: previews.port,
    unsentBytes: gateway.unsentBytes,
    labsChanged: async ({ labs: changed, problems }) => {
      await (author === null ? seats.labsChanged(changed) : author.labsChanged(changed, problems));
      await wantImages(world);
    },
    close,
  };
}
