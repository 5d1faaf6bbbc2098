import { close as closeFd } from "node:fs";
import { Socket } from "node:net";
import { SandboxdError } from "../../../lib/wire/sandboxd-error.ts";
import type { RunningSandbox } from "../runtime/running-sandbox.ts";
import { RelayConnection } from "./connection.ts";
import { openNetwork } from "./open-network.ts";
import { Pace } from "./pace.ts";
import { SocketMaker } from "./socket-maker.ts";

/** A page loads some twenty files at once, six at a time from one browser; this is for a few of them. */
export const MOST_CONNECTIONS = 64;
/** What one sandbox moves in both directions together, whatever the number of its connections: bulk must not slow others' keystrokes. */
const PACE = { perSecond: 16 * 1024 * 1024, burst: 8 * 1024 * 1024 };
/** Within the sandbox there is no distance: a port that does not answer by then is filtered by a rule of the student's. */
const CONNECT_MS = 1500;
/** The student may give the namespace any number of addresses. */
const MOST_ADDRESSES = 4;

export type Relay = {
  /**
   * Connects to a TCP port inside a sandbox: at 127.0.0.1, then at ::1, then at the namespace's own addresses (a port that Docker publishes
   * by rules alone answers there only).
   * @throws SandboxdError "refused" when nothing answers, "too-many", "not-found" when the sandbox has ended
   */
  dial(sandbox: RunningSandbox, port: number): Promise<RelayConnection>;
  /** Cuts every connection of a sandbox: an open one would keep its network namespace alive. */
  forget(sandbox: string): void;
  close(): Promise<void>;
};

type Place = { connections: Set<RelayConnection>; dialling: number; pace: Pace; gone: boolean };

/**
 * TCP connections into sandboxes, for the web preview. Each is a socket of the sandbox's own network namespace: its routes, its rules and its
 * end of the one cable to the host's firewall hold for it as for any process of the student's, and it reaches nothing that they cannot reach.
 */
export function createRelay(): Relay {
  const maker = new SocketMaker();
  const places = new Map<string, Place>();

  const placeOf = (id: string): Place => {
    const place = places.get(id) ?? { connections: new Set(), dialling: 0, pace: new Pace(PACE), gone: false };
    places.set(id, place);
    return place;
  };
  const tidy = (id: string, place: Place) => {
    if (place.connections.size + place.dialling === 0 && places.get(id) === place) places.delete(id);
  };

  const reach = async (namespaceFd: number, port: number): Promise<{ socket: Socket; address: string } | null> => {
    const tries = ["127.0.0.1", "::1"];
    for (let at = 0; at < tries.length; at += 1) {
      const address = tries[at]!;
      const made = await maker.make(namespaceFd, address.includes(":") ? 6 : 4).catch((error: Error) => {
        if (address === "::1") return null; // no IPv6 in this kernel
        throw error;
      });
      if (made === null) continue;
      if (at === 0) tries.push(...made.addresses.slice(0, MOST_ADDRESSES));
      const socket = await connect(made.fd, address, port);
      if (socket) return { socket, address };
    }
    return null;
  };

  return {
    async dial(sandbox, port) {
      const { id } = sandbox;
      const place = placeOf(id);
      if (place.connections.size + place.dialling >= MOST_CONNECTIONS)
        throw new SandboxdError("too-many", `${MOST_CONNECTIONS} connections into this sandbox are open already.`);
      place.dialling += 1;
      try {
        await using network = await openNetwork(sandbox);
        const reached = await reach(network.fd, port);
        if (reached === null) throw new SandboxdError("refused", `Nothing answers on port ${port}.`);
        if (place.gone) {
          reached.socket.destroy();
          throw new SandboxdError("not-found", "This sandbox has ended.");
        }
        const connection: RelayConnection = new RelayConnection(reached.socket, reached.address, place.pace, () => {
          place.connections.delete(connection);
          tidy(id, place);
        });
        place.connections.add(connection);
        return connection;
      } finally {
        place.dialling -= 1;
        tidy(id, place);
      }
    },
    forget(id) {
      const place = places.get(id);
      if (!place) return;
      place.gone = true;
      places.delete(id);
      for (const connection of place.connections) connection.close();
    },
    async close() {
      for (const id of [...places.keys()]) this.forget(id);
      await maker.close();
    },
  };
}

/** Connects a socket that was made elsewhere; null when nobody answers there. The descriptor is the socket's from here on. */
function connect(fd: number, host: string, port: number): Promise<Socket | null> {
  let socket: Socket;
  try {
    // manualStart: it must not be read from before it is connected. Node knows the option; its types do not.
    socket = new Socket({ fd, manualStart: true, allowHalfOpen: true } as ConstructorParameters<typeof Socket>[0]);
  } catch (error) {
    closeFd(fd, () => undefined);
    throw error;
  }
  return new Promise((resolve) => {
    const end = (result: Socket | null) => {
      clearTimeout(timer);
      socket.removeAllListeners();
      if (result === null) socket.on("error", () => undefined).destroy();
      resolve(result);
    };
    const timer = setTimeout(() => end(null), CONNECT_MS);
    socket.once("connect", () => end(socket)).once("error", () => end(null));
    socket.connect({ host, port });
  });
}
