import { SandboxdError } from "../../../lib/wire/sandboxd-error.ts";
import type { SandboxdSession } from "../../../lib/wire/serve-sandboxd.ts";
import type { RelayConnection } from "../relay/connection.ts";
import { readListeners } from "../relay/read-listeners.ts";
import type { Relay } from "../relay/relay.ts";
import type { RunningSandbox } from "../runtime/running-sandbox.ts";

export type RelayCalls = {
  calls: Pick<SandboxdSession["calls"], "listListeners" | "dial" | "readConnection" | "writeConnection" | "hangUp">;
  close(): void;
};

/** Connections into sandboxes that one client has opened: they live as long as it does. */
export function createRelayCalls(
  relay: Relay,
  runningOf: (sandbox: string) => RunningSandbox,
  touch: (sandbox: string) => void,
): RelayCalls {
  const connections = new Map<number, RelayConnection>();
  let lastNumber = 0;
  let closed = false;
  const get = (number: number): RelayConnection => {
    const connection = connections.get(number);
    if (!connection) throw new SandboxdError("not-found", "This connection has ended.");
    return connection;
  };
  return {
    calls: {
      listListeners: ({ sandbox }) => readListeners(runningOf(sandbox)),
      dial: async ({ sandbox, port }) => {
        const connection = await relay.dial(runningOf(sandbox), port);
        if (closed) {
          connection.close();
          throw new SandboxdError("not-found", "This connection has ended.");
        }
        // Somebody uses what runs in it: no reason to end it for idleness.
        touch(sandbox);
        const number = ++lastNumber;
        connections.set(number, connection);
        return { connection: number, address: connection.address };
      },
      readConnection: async ({ connection }) => {
        try {
          return await get(connection).read();
        } catch (error) {
          connections.delete(connection);
          throw error;
        }
      },
      writeConnection: async ({ connection, data, end }) => {
        await get(connection).write(data, end);
        return null;
      },
      hangUp: ({ connection }) => {
        connections.get(connection)?.close();
        connections.delete(connection);
        return null;
      },
    },
    close() {
      closed = true;
      for (const connection of connections.values()) connection.close();
      connections.clear();
    },
  };
}
