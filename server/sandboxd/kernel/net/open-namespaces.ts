import type { Reason } from "../../../../lib/contract/reason.ts";
import { NamespaceUnreadable, type ScannedNamespace } from "../part-reader.ts";
import { close, SystemError } from "../proc/libc.ts";
import { toReason } from "../to-reason.ts";
import { NETLINK_NETFILTER, NETLINK_ROUTE, type NetlinkSocket, openNetlink, TooLate } from "./netlink/netlink-socket.ts";
import { insideNetwork } from "./network-door.ts";

/** A namespace with what asks it. The sockets answer for it wherever this thread is; each keeps it alive until it is closed. */
export type OpenedNamespace = {
  scanned: ScannedNamespace;
  fd: number;
  route: NetlinkSocket;
  /** Null where the kernel has no netfilter. */
  filter: NetlinkSocket | null;
};
export type UnreadNamespace = { scanned: ScannedNamespace; unread: Reason };

/** Whoever opens it closes it with closeNamespace, also when a part of it failed. */
export function openNamespace(scanned: ScannedNamespace, isLate: () => boolean): OpenedNamespace | UnreadNamespace {
  try {
    const fd = scanned.open();
    try {
      return { scanned, fd, ...insideNetwork(fd, () => openSockets(isLate)) };
    } catch (error) {
      close(fd);
      throw error;
    }
  } catch (error) {
    return { scanned, unread: whyUnread(error) };
  }
}

function openSockets(isLate: () => boolean): Pick<OpenedNamespace, "route" | "filter"> {
  const route = openNetlink(NETLINK_ROUTE, isLate);
  try {
    return { route, filter: openNetlink(NETLINK_NETFILTER, isLate) };
  } catch (error) {
    if (error instanceof SystemError && error.code === "EPROTONOSUPPORT") return { route, filter: null };
    route.close();
    throw error;
  }
}

export function closeNamespace({ fd, route, filter }: OpenedNamespace): void {
  filter?.close();
  route.close();
  close(fd);
}

/** @throws what is no expected failure */
export function whyUnread(error: unknown): Reason {
  if (error instanceof NamespaceUnreadable) return error.reason;
  if (error instanceof TooLate) return toReason("time-cap", {});
  if (error instanceof SystemError) return toReason("namespace-not-entered", { errno: error.code });
  throw error;
}
