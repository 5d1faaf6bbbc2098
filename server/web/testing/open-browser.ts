import { io, type Socket } from "socket.io-client";
import * as msgpackParser from "socket.io-msgpack-parser";
import {
  type BrowserCallName,
  BrowserCalls,
  type BrowserEvent,
  type BrowserEventName,
  BrowserEvents,
  type BrowserRequest,
  type BrowserResponse,
} from "../../../lib/contract/browser-protocol.ts";
import { LOCALE_COOKIE } from "../../../lib/contract/pick-locale.ts";
import { createPersonToken, toPersonCookie } from "../people/person-cookie.ts";

export type Browser = {
  socket: Socket;
  /** What arrived, parsed with the contract, oldest first. */
  heard: { name: BrowserEventName; message: unknown }[];
  last<N extends BrowserEventName>(name: N): BrowserEvent<N> | undefined;
  /** @throws Error with the refusal's code and sentence */
  call<N extends BrowserCallName>(name: N, request: BrowserRequest<N>): Promise<BrowserResponse<N>>;
  close(): void;
};

export type BrowserOptions = { token?: string | null; origin?: string | null; locale?: string };

/** A real Socket.IO client as a browser would be: origin, cookie, the same parser. Rejects when the connection is refused. */
export async function openBrowser(port: number, { token, origin, locale = "en" }: BrowserOptions = {}): Promise<Browser> {
  const cookie = token === null ? "" : `${toPersonCookie(token ?? createPersonToken(), { secure: false }).split(";")[0]}; `;
  const socket = io(`http://127.0.0.1:${port}`, {
    path: "/socket",
    transports: ["websocket"],
    parser: msgpackParser,
    reconnection: false,
    forceNew: true,
    extraHeaders: {
      cookie: `${cookie}${LOCALE_COOKIE}=${locale}`,
      ...(origin === null ? {} : { origin: origin ?? `http://127.0.0.1:${port}` }),
    },
  });
  const heard: Browser["heard"] = [];
  socket.onAny((name: BrowserEventName, raw) => heard.push({ name, message: BrowserEvents[name].parse(raw) }));
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve);
    socket.once("connect_error", (error) => {
      socket.close();
      reject(error);
    });
  });
  return {
    socket,
    heard,
    last: (name) => heard.findLast((event) => event.name === name)?.message as never,
    async call(name, request) {
      const answer = await socket.timeout(10_000).emitWithAck(name, request);
      if (!answer.ok) throw new Error(`${answer.code}: ${answer.error}`);
      return BrowserCalls[name][1].parse(answer.value) as never;
    },
    close: () => void socket.close(),
  };
}
