import { createConnection } from "node:net";
import { createBirpc } from "birpc";
import type { z } from "zod";
import {
  type SandboxdCallName,
  SandboxdCalls,
  type SandboxdEventName,
  SandboxdEvents,
  type SandboxdRequest,
  type SandboxdResponse,
  type SandboxdSignalName,
  SandboxdSignals,
} from "../contract/sandboxd-protocol.ts";
import { openChannel } from "./channel.ts";
import { FrameError } from "./frames.ts";
import { describeIssues, Outcome, SandboxdError } from "./sandboxd-error.ts";

/** A restart of sandboxd takes about a second; a call made meanwhile waits this long before it fails. */
const WAIT_FOR_CONNECTION_MS = 5_000;
const FIRST_RETRY_MS = 50;
const LONGEST_RETRY_MS = 2_000;
/** Above the longest script (120 s). */
const CALL_TIMEOUT_MS = 180_000;

export type SandboxdHandlers = {
  [N in SandboxdEventName]?: (event: z.output<(typeof SandboxdEvents)[N]>) => void;
} & {
  /** The first time and after every reconnection: watches and attached terminals of the old connection are gone. */
  onConnected?: () => void;
  onDisconnected?: (reason: string) => void;
  /** Something nobody waits for went wrong, as a sentence for the log. */
  onProblem?: (problem: string) => void;
};

export type SandboxdClient = {
  /** @throws SandboxdError with a sentence for a person */
  call<N extends SandboxdCallName>(name: N, request: SandboxdRequest<N>): Promise<SandboxdResponse<N>>;
  /** Sent in order with calls; dropped while there is no connection. */
  signal<N extends SandboxdSignalName>(name: N, payload: z.input<(typeof SandboxdSignals)[N]>): void;
  readonly connected: boolean;
  close(): void;
};

type Peer = ReturnType<typeof createBirpc<Record<string, (payload: unknown) => unknown>>>;

/** Connects now and again after every loss, with back-off, until closed. */
export function connectSandboxd(socketPath: string, handlers: SandboxdHandlers): SandboxdClient {
  let peer: Peer | null = null;
  let closed = false;
  let retryMs = FIRST_RETRY_MS;
  let retryTimer: NodeJS.Timeout | undefined;
  const waiting = new Set<(peer: Peer) => void>();
  let hangUp: (() => void) | null = null;

  const connect = () => {
    const socket = createConnection(socketPath);
    let mine: Peer | null = null;
    const channel = openChannel(socket, (reason) => {
      mine?.$close(new SandboxdError("failed", "The lab service was interrupted; please try again."));
      if (peer === mine) peer = null;
      if (mine) handlers.onDisconnected?.(reason);
      if (closed) return;
      retryTimer = setTimeout(connect, retryMs);
      retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS);
    });
    hangUp = () => channel.close("closed by us");
    socket.on("connect", () => {
      mine = createBirpc<Record<string, (payload: unknown) => unknown>>(eventFunctions(handlers), {
        post: (message) => channel.post(message),
        on: (listener) => channel.listen(listener),
        timeout: CALL_TIMEOUT_MS,
        onGeneralError: (error) => {
          handlers.onProblem?.(`sandboxd: ${error.message}`);
        },
      });
      peer = mine;
      retryMs = FIRST_RETRY_MS;
      for (const resolve of waiting) resolve(mine);
      waiting.clear();
      handlers.onConnected?.();
    });
  };

  const nextPeer = () =>
    new Promise<Peer>((resolve, reject) => {
      const arrive = (next: Peer) => {
        clearTimeout(timer);
        resolve(next);
      };
      const timer = setTimeout(() => {
        waiting.delete(arrive);
        reject(new SandboxdError("failed", "The lab service is not answering; please try again in a moment."));
      }, WAIT_FOR_CONNECTION_MS);
      waiting.add(arrive);
    });

  connect();
  return {
    async call(name, request) {
      const [Request, Response] = SandboxdCalls[name];
      const parsed = Request.safeParse(request);
      if (!parsed.success) throw new SandboxdError("invalid", describeIssues(name, parsed.error));
      if (closed) throw new SandboxdError("failed", "The connection to the lab service was closed.");
      // No await while connected: calls and signals leave in the order they were made.
      const answer = Outcome.safeParse(await (peer ?? (await nextPeer())).$call(name, parsed.data).catch(toSandboxdError));
      if (!answer.success) throw new SandboxdError("failed", describeIssues(`answer to ${name}`, answer.error));
      if (!answer.data.ok) throw new SandboxdError(answer.data.code, answer.data.message);
      const value = Response.safeParse(answer.data.value);
      if (!value.success) throw new SandboxdError("failed", describeIssues(`answer to ${name}`, value.error));
      return value.data as never;
    },
    signal(name, payload) {
      const parsed = SandboxdSignals[name].safeParse(payload);
      if (!parsed.success) return handlers.onProblem?.(describeIssues(name, parsed.error));
      peer?.$callEvent(name, parsed.data).catch((error: Error) => handlers.onProblem?.(`${name}: ${error.message}`));
    },
    get connected() {
      return peer !== null;
    },
    close() {
      closed = true;
      clearTimeout(retryTimer);
      hangUp?.();
    },
  };
}

const toSandboxdError = (error: unknown): never => {
  if (error instanceof SandboxdError) throw error;
  if (error instanceof FrameError)
    throw new SandboxdError("invalid", `The request is too large: ${error.message}.`, { cause: error });
  throw new SandboxdError("failed", "The lab service did not answer in time; please try again.", { cause: error });
};

/** One function per event: parse, then hand on. A handler that throws is a problem to log, never a lost connection. */
function eventFunctions(handlers: SandboxdHandlers): Record<string, (payload: unknown) => void> {
  const functions: Record<string, (payload: unknown) => void> = Object.create(null);
  for (const name of Object.keys(SandboxdEvents) as SandboxdEventName[]) {
    functions[name] = (payload) => {
      const parsed = SandboxdEvents[name].safeParse(payload);
      if (!parsed.success) return handlers.onProblem?.(describeIssues(name, parsed.error));
      try {
        handlers[name]?.(parsed.data as never);
      } catch (error) {
        handlers.onProblem?.(`handler of ${name}: ${error instanceof Error ? error.stack : String(error)}`);
      }
    };
  }
  return functions;
}
