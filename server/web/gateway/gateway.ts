import type { Server as HttpServer, IncomingMessage } from "node:http";
import { Server, type Socket } from "socket.io";
import * as msgpackParser from "socket.io-msgpack-parser";
import { EDITOR_CAP_BYTES } from "../../../lib/contract/files.ts";
import { inLocale, type Locale } from "../../../lib/contract/ids.ts";
import { LOCALE_COOKIE, pickLocale } from "../../../lib/contract/pick-locale.ts";
import { decideOrigin, type OriginRule } from "../http/allowed-origin.ts";
import type { Log } from "../log.ts";
import { parseCookie, parsePersonToken, toPersonId } from "../people/person-cookie.ts";
import type { Tab } from "../tabs/tab.ts";
import { texts } from "../texts.ts";
import { type DoorParts, openDoor } from "./door.ts";
import { RateLimits } from "./rate-limits.ts";

export const SOCKET_PATH = "/socket";
/** Above the largest file:write, which is the largest message; more than this in one frame ends the connection. */
const MAX_MESSAGE_BYTES = EDITOR_CAP_BYTES + 64 * 1024;
const MAX_TABS_PER_PERSON = 16;
/** A socket that let so much pile up does not read at all. */
const HOPELESS_BYTES = 8 * 1024 * 1024;

const GOODBYE_MS = 500;

/** Socket.IO on the HTTP server: who may connect, and one door per tab. */
export function openGateway(http: HttpServer, parts: DoorParts, origins: OriginRule) {
  const { log } = parts;
  const present = new Map<string, { tabs: number; limits: RateLimits }>();
  const io = new Server(http, {
    path: SOCKET_PATH,
    transports: ["websocket"],
    parser: msgpackParser,
    perMessageDeflate: false,
    httpCompression: false,
    maxHttpBufferSize: MAX_MESSAGE_BYTES,
    serveClient: false,
    // Other upgrades belong to Next's development server.
    destroyUpgrade: false,
    allowRequest: (request, decide) => decide(null, mayConnect(request, origins, log)),
  });

  io.use((socket, next) => {
    const locale = localeOf(socket);
    const token = parsePersonToken(socket.handshake.headers.cookie);
    if (token === null) return next(new Error(inLocale(texts.noCookie, locale)));
    if ((present.get(toPersonId(token))?.tabs ?? 0) >= MAX_TABS_PER_PERSON)
      return next(new Error(inLocale(texts.tooManyTabs, locale)));
    next();
  });

  io.on("connection", (socket) => {
    const tab = toTab(socket, toPersonId(parsePersonToken(socket.handshake.headers.cookie)!), log);
    const person = present.get(tab.person) ?? { tabs: 0, limits: new RateLimits(performance.now()) };
    present.set(tab.person, person);
    person.tabs += 1;
    const receive = openDoor(parts, tab, person.limits);
    // Every packet goes through the door and none is emitted as a Node event: a client that sends "error" or "disconnect" would reach
    // listeners that are not meant for it.
    socket.use((packet) => receive(packet));
    socket.on("error", (error) => log.info({ person: tab.person, err: error }, "a socket failed"));
    socket.on("disconnect", () => {
      parts.seats.leave(tab);
      person.tabs -= 1;
      // Rates outlive a quick reconnection, so that dropping the line does not refill them.
      setTimeout(() => person.tabs === 0 && present.get(tab.person) === person && present.delete(tab.person), 60_000).unref();
    });
  });
  return {
    /** Bytes that browsers were sent and have not read, all tabs together. */
    unsentBytes: () => [...io.of("/").sockets.values()].reduce((sum, socket) => sum + bufferedBytes(socket), 0),
    async close() {
      // A browser that does not read would not answer the goodbye either.
      const sockets = [...io.of("/").sockets.values()];
      const hangUp = setTimeout(() => sockets.forEach(terminate), GOODBYE_MS);
      await io.close();
      clearTimeout(hangUp);
    },
  };
}

const terminate = (socket: Socket): void =>
  (socket.conn.transport as unknown as { socket?: { terminate?(): void } }).socket?.terminate?.();

const localeOf = ({ handshake: { headers } }: Socket): Locale =>
  pickLocale(parseCookie(headers.cookie, LOCALE_COOKIE), headers["accept-language"]);

function mayConnect(request: IncomingMessage, rule: OriginRule, log: Log): boolean {
  const decision = decideOrigin(request.headers.origin, request.headers.host, rule);
  if (!decision.allowed) log.warn({ from: request.socket.remoteAddress }, `refused a WebSocket: ${decision.because}`);
  return decision.allowed;
}

function toTab(socket: Socket, person: string, log: Log): Tab {
  const tab: Tab = {
    id: socket.id,
    person,
    origin: socket.handshake.headers.origin ?? "",
    locale: localeOf(socket),
    get open() {
      return socket.connected;
    },
    reconnect: () => socket.conn.close(),
    bufferedBytes: () => bufferedBytes(socket),
    emit(name, message) {
      if (bufferedBytes(socket) > HOPELESS_BYTES) {
        log.warn({ person }, "a browser stopped reading; its connection was ended");
        socket.disconnect(true);
        return;
      }
      socket.emit(name, message);
    },
  };
  return tab;
}

/** Bytes in the queues of engine.io, ws and the TCP socket's own writer. */
function bufferedBytes(socket: Socket): number {
  const { conn } = socket;
  const transport = conn.transport as unknown as { socket?: { bufferedAmount?: number } };
  let bytes = transport.socket?.bufferedAmount ?? 0;
  for (const packet of (conn as unknown as { writeBuffer: { data?: unknown }[] }).writeBuffer) {
    bytes += packet.data instanceof Uint8Array ? packet.data.byteLength : 64;
  }
  return bytes;
}
