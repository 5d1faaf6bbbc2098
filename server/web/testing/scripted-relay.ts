import { once } from "node:events";
import { connect, type Socket } from "node:net";
import type { Listener } from "../../../lib/contract/sandboxd-protocol.ts";
import { SandboxdError } from "../../../lib/wire/sandboxd-error.ts";
import type { SandboxdSession } from "../../../lib/wire/serve-sandboxd.ts";

type RelayCalls = Pick<SandboxdSession["calls"], "listListeners" | "dial" | "readConnection" | "writeConnection" | "hangUp">;

/** Connections of a scripted sandboxd: to servers of the test itself. There is no sandbox and no namespace here. */
export class ScriptedRelay {
  /** The test's server that stands for a port of a sandbox. */
  readonly servers = new Map<number, number>();
  listeners: Listener[] = [];
  ended = false;
  readonly sockets = new Map<number, Socket>();
  #numbers = 0;

  readonly calls: RelayCalls = {
    listListeners: () => this.#alive() ?? this.listeners,
    dial: async ({ port }) => {
      this.#alive();
      const at = this.servers.get(port);
      if (at === undefined) throw new SandboxdError("refused", "Nothing answers.");
      const socket = connect({ host: "127.0.0.1", port: at, allowHalfOpen: true }).on("error", () => undefined);
      await once(socket, "connect");
      const connection = ++this.#numbers;
      this.sockets.set(connection, socket);
      return { connection, address: "127.0.0.1" };
    },
    readConnection: async ({ connection }) => {
      const socket = this.sockets.get(connection)!;
      for (;;) {
        const data = socket.read() as Buffer | null;
        if (data) return { data, ended: false };
        if (socket.readableEnded || socket.destroyed) return { data: new Uint8Array(), ended: true };
        await new Promise((resolve) => socket.once("readable", resolve).once("end", resolve).once("close", resolve));
      }
    },
    writeConnection: ({ connection, data, end }) => {
      const socket = this.sockets.get(connection)!;
      if (data.length > 0) socket.write(data);
      if (end) socket.end();
      return null;
    },
    hangUp: ({ connection }) => {
      this.sockets.get(connection)?.destroy();
      this.sockets.delete(connection);
      return null;
    },
  };

  #alive(): null {
    if (this.ended) throw new SandboxdError("not-found", "This sandbox has ended.");
    return null;
  }
}
