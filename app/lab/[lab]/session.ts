import { io } from "socket.io-client";
import * as msgpackParser from "socket.io-msgpack-parser";
import {
  type Answer,
  type BrowserCallName,
  BrowserCalls,
  type BrowserEvent,
  BrowserEvents,
  type BrowserResponse,
} from "../../../lib/contract/browser-protocol.ts";
import type { LabWire } from "./lab-wire.ts";
import "../../no-eval.ts";

/** Above the longest that web itself waits for an answer (180 s): starting a sandbox may have to wait for its turn. */
const CALL_TIMEOUT_MS = 200_000;

/** Connects to web over Socket.IO: websocket only, msgpack frames, quick reconnection. */
export function openSession(): LabWire {
  const socket = io({
    path: "/socket",
    transports: ["websocket"],
    parser: msgpackParser,
    reconnectionDelay: 250,
    reconnectionDelayMax: 3000,
  });
  return {
    async call(name, request) {
      if (!socket.connected) return offline;
      try {
        return parseAnswer(name, await socket.timeout(CALL_TIMEOUT_MS).emitWithAck(name, withBuffers(request)));
      } catch {
        return socket.connected ? noAnswer : offline;
      }
    },
    signal(name, message) {
      if (socket.connected) socket.emit(name, withBuffers(message));
    },
    on(name, listener) {
      socket.on(name as string, (raw: unknown) => {
        // The schema belongs to this very name; TypeScript cannot follow that through the index.
        const event = BrowserEvents[name].safeParse(raw);
        if (event.success) listener(event.data as BrowserEvent<typeof name>);
        else console.error(`web sent a ${name} that the contract does not know`, event.error);
      });
    },
    onLink(listener) {
      socket.on("connect", () => listener(true, null));
      socket.on("disconnect", () => listener(false, null));
      socket.on("connect_error", (error) => listener(false, socket.active ? null : error.message));
    },
    close: () => socket.close(),
  };
}

/** The msgpack encoder knows bytes only as an ArrayBuffer of exactly their length; a typed array would travel as an object of numbers. */
const withBuffers = (message: object): object =>
  Object.fromEntries(
    Object.entries(message).map(([key, value]) => [key, value instanceof Uint8Array ? Uint8Array.from(value).buffer : value]),
  );

const offline = { ok: false, code: "offline", error: "not connected" } as const;
const noAnswer = { ok: false, code: "no-answer", error: `no answer within ${CALL_TIMEOUT_MS / 1000} s` } as const;

function parseAnswer<N extends BrowserCallName>(name: N, raw: unknown): Answer<BrowserResponse<N>> {
  const answer = raw as Answer<unknown> | null;
  if (answer?.ok === false) return { ok: false, error: String(answer.error), code: String(answer.code) };
  const value = BrowserCalls[name][1].safeParse(answer?.value);
  if (value.success) return { ok: true, value: value.data as BrowserResponse<N> };
  return {
    ok: false,
    code: "invalid",
    error: `web answered ${name} in a way the contract does not know: ${value.error.message}`,
  };
}
