import type { Connection } from "../../../../../lib/contract/kernel/network.ts";
import { SystemError } from "../../proc/libc.ts";
import type { OpenedNamespace } from "../open-namespaces.ts";
import { withUniqueKeys } from "../unique-keys.ts";
import { connectionCountQuestion, connectionDump, parseConnection, parseConnectionCount } from "./conntrack-message.ts";

const MOST = 256;
const MOST_LOOKED_AT = 4_096;

/** What the kernel tracks in a namespace, in an order that stays. @throws SystemError, TooLate */
export function readConnections({ filter, scanned }: OpenedNamespace): { connections: Connection[]; omitted: number } {
  if (filter === null || !isTracking(filter)) return { connections: [], omitted: 0 };
  const { rows, omitted } = filter.dump(connectionDump(), MOST_LOOKED_AT, parseConnection);
  const named = rows.map((row) => ({ ...row, key: `${scanned.key}/connection/${row.key}` }));
  const sorted = named.toSorted((a, b) => order(a).localeCompare(order(b), "en") || a.key.localeCompare(b.key, "en"));
  return { connections: withUniqueKeys(sorted.slice(0, MOST)), omitted: omitted + Math.max(0, sorted.length - MOST) };
}

function isTracking(filter: NonNullable<OpenedNamespace["filter"]>): boolean {
  try {
    return (filter.ask(connectionCountQuestion(), parseConnectionCount) ?? 0) > 0;
  } catch (error) {
    // A kernel without connection tracking.
    if (error instanceof SystemError && (error.code === "EINVAL" || error.code === "EOPNOTSUPP")) return false;
    throw error;
  }
}

const order = ({ protocol, original }: Connection): string =>
  `${protocol} ${original.source} ${original.destination} ${original.destinationPort} ${original.sourcePort}`;
