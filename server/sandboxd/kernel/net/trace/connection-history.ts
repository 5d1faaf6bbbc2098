import type { Connection, NetworkPart } from "../../../../../lib/contract/kernel/network.ts";

/** Connections of one namespace that are remembered. */
const MOST = 1_024;

/** The connections that were tracked at any reading during a trace, as they were read last. */
export class ConnectionHistory {
  readonly #byNamespace = new Map<string, Map<string, Connection>>();

  take({ namespaces }: NetworkPart): void {
    for (const { key, connections } of namespaces) {
      const known = this.#byNamespace.get(key) ?? new Map<string, Connection>();
      for (const connection of connections)
        if (known.has(connection.key) || known.size < MOST) known.set(connection.key, connection);
      this.#byNamespace.set(key, known);
    }
  }

  in(namespace: string): Iterable<Connection> {
    return this.#byNamespace.get(namespace)?.values() ?? [];
  }
}
