import { chmod, chown, mkdir, rm } from "node:fs/promises";
import { createConnection, createServer, type Socket } from "node:net";
import { dirname } from "node:path";
import { createBirpc } from "birpc";
import type { z } from "zod";
import {
  type SandboxdCallName,
  SandboxdCalls,
  type SandboxdEventName,
  type SandboxdEvents,
  type SandboxdSignalName,
  SandboxdSignals,
} from "../contract/sandboxd-protocol.ts";
import { openChannel } from "./channel.ts";
import { describeIssues, type Outcome, SandboxdError } from "./sandboxd-error.ts";

/** The client at the other end of one connection. */
export type SandboxdPeer = {
  emit<N extends SandboxdEventName>(name: N, event: z.input<(typeof SandboxdEvents)[N]>): void;
};

/** What one connection can do. Requests arrive parsed; an expected refusal is a thrown SandboxdError. */
export type SandboxdSession = {
  calls: {
    [N in SandboxdCallName]: (
      request: z.output<(typeof SandboxdCalls)[N][0]>,
    ) => Promise<z.input<(typeof SandboxdCalls)[N][1]>> | z.input<(typeof SandboxdCalls)[N][1]>;
  };
  signals: { [N in SandboxdSignalName]: (payload: z.output<(typeof SandboxdSignals)[N]>) => void };
  /** The connection is gone: release what was held for it. */
  close(): void;
};

export type ServeLog = {
  info(message: string): void;
  warn(message: string): void;
  error(details: object, message: string): void;
};

export type SandboxdServer = {
  /** To every connected client. */
  broadcast: SandboxdPeer["emit"];
  /** Ends all connections and removes the socket. */
  close(): Promise<void>;
};

/**
 * Serves the unix socket, mode 0660, group gid (root's when null).
 * @throws Error when another process serves this path already
 */
export async function serveSandboxd(
  socketPath: string,
  openSession: (peer: SandboxdPeer) => SandboxdSession,
  { log, gid = null }: { log: ServeLog; gid?: number | null },
): Promise<SandboxdServer> {
  await mkdir(dirname(socketPath), { recursive: true });
  await assertNotServed(socketPath);
  await rm(socketPath, { force: true });

  const peers = new Map<SandboxdPeer, (reason: string) => void>();
  const server = createServer((socket) => {
    const { peer, close } = serveConnection(socket, openSession, log, () => peers.delete(peer));
    peers.set(peer, close);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(socketPath, resolve);
  });
  if (gid !== null) await chown(socketPath, 0, gid);
  await chmod(socketPath, 0o660);

  return {
    broadcast(name, event) {
      for (const peer of peers.keys()) peer.emit(name, event);
    },
    async close() {
      const ended = new Promise((resolve) => server.close(resolve));
      for (const close of [...peers.values()]) close("sandboxd stops");
      await ended;
      await rm(socketPath, { force: true });
    },
  };
}

function serveConnection(
  socket: Socket,
  openSession: (peer: SandboxdPeer) => SandboxdSession,
  log: ServeLog,
  onGone: () => void,
): { peer: SandboxdPeer; close: (reason: string) => void } {
  const channel = openChannel(socket, (reason) => {
    log.info(`client left: ${reason}`);
    rpc.$close();
    onGone();
    session.close();
  });
  const rpc = createBirpc<Record<string, (payload: unknown) => void>>(
    sessionFunctions(() => session, log),
    {
      post: (message) => channel.post(message),
      on: (listener) => channel.listen(listener),
      onGeneralError: (error) => {
        log.error({ err: error }, "message could not be handled");
        return true;
      },
    },
  );
  const peer: SandboxdPeer = {
    emit(name, event) {
      if (rpc.$closed) return;
      rpc.$callEvent(name, event).catch((error: Error) => log.error({ err: error }, `could not send ${name}`));
    },
  };
  const session = openSession(peer);
  log.info("client connected");
  return { peer, close: channel.close };
}

function sessionFunctions(session: () => SandboxdSession, log: ServeLog): Record<string, (payload: unknown) => unknown> {
  const functions: Record<string, (payload: unknown) => unknown> = Object.create(null);
  for (const name of Object.keys(SandboxdCalls) as SandboxdCallName[])
    functions[name] = (payload) => answer(name, session(), payload, log);
  for (const name of Object.keys(SandboxdSignals) as SandboxdSignalName[]) {
    functions[name] = (payload) => {
      const parsed = SandboxdSignals[name].safeParse(payload);
      if (!parsed.success) return log.warn(describeIssues(name, parsed.error));
      try {
        session().signals[name](parsed.data as never);
      } catch (error) {
        // A key pressed as the shell ended is nobody's mistake.
        if (!(error instanceof SandboxdError)) log.error({ err: error }, `${name} failed`);
        else if (error.code !== "not-found") log.warn(`${name}: ${error.message}`);
      }
    };
  }
  return functions;
}

async function answer<N extends SandboxdCallName>(
  name: N,
  session: SandboxdSession,
  payload: unknown,
  log: ServeLog,
): Promise<Outcome> {
  const [Request, Response] = SandboxdCalls[name];
  const parsed = Request.safeParse(payload);
  if (!parsed.success) return { ok: false, code: "invalid", message: describeIssues(name, parsed.error) };
  try {
    const value = Response.safeParse(await session.calls[name](parsed.data as never));
    if (value.success) return { ok: true, value: value.data };
    log.error({ err: value.error }, `${name} gave an answer outside the contract`);
    return { ok: false, code: "failed", message: `The lab service could not answer ${name}.` };
  } catch (error) {
    if (error instanceof SandboxdError) {
      if (error.code === "failed") log.warn(`${name}: ${error.message}`);
      return { ok: false, code: error.code, message: error.message };
    }
    log.error({ err: error }, `${name} failed`);
    return { ok: false, code: "failed", message: error instanceof Error ? error.message.slice(0, 4000) : String(error) };
  }
}

/** To be asked before touching anything that belongs to whoever serves this path. @throws Error that names the socket */
export async function assertNotServed(socketPath: string): Promise<void> {
  if (await answers(socketPath)) throw new Error(`another sandboxd serves ${socketPath}: stop it first`);
}

/** Whether some process accepts connections on this socket. */
const answers = (socketPath: string): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createConnection(socketPath);
    probe.once("connect", () => {
      probe.destroy();
      resolve(true);
    });
    probe.once("error", () => resolve(false));
  });
