import { close, errnoName, fail, libc, SystemError } from "../../proc/libc.ts";
import { eachMessage, type NetlinkMessage, setSequence } from "./nlmsg.ts";

const call = {
  socket: libc.func("socket", "int", ["int", "int", "int"]),
  setsockopt: libc.func("setsockopt", "int", ["int", "int", "int", "void *", "uint"]),
  send: libc.func("send", "long", ["int", "void *", "size_t", "int"]),
  recv: libc.func("recv", "long", ["int", "void *", "size_t", "int"]),
  poll: libc.func("poll", "int", ["void *", "ulong", "int"]),
};

const AF_NETLINK = 16;
const SOCK_RAW_CLOEXEC_NONBLOCK = 3 | 0o2000000 | 0o4000;
const SOL_NETLINK = 270;
const NETLINK_GET_STRICT_CHK = 12;
export const NETLINK_ROUTE = 0;
export const NETLINK_NETFILTER = 12;

/** A dump that was interrupted by changes is asked for again so often; then what came last is taken. */
const MOST_ATTEMPTS = 4;
/** An answer is there when send(2) returns; only another reader of a lock that the kernel takes could delay it. */
const WAIT_MS = 250;

/** The time for a reading is over. */
export class TooLate extends Error {
  override name = "TooLate";
}

/** A socket asks the namespace it was made in, wherever the thread goes, and keeps it alive until it is closed. */
export type NetlinkSocket = {
  /**
   * Every row of a dump, as `parse` makes it (null: skip the row); after `most` rows the rest is only counted.
   * @throws SystemError with the kernel's answer, TooLate
   */
  dump<T>(request: Buffer, most: number, parse: (message: NetlinkMessage) => T | null): { rows: T[]; omitted: number };
  /** The one answer to a question, null when there is none. @throws SystemError, TooLate */
  ask<T>(request: Buffer, parse: (message: NetlinkMessage) => T | null): T | null;
  close(): void;
};

const one = Buffer.from([1, 0, 0, 0]);
/** The kernel fills at most 32 KiB at once (netlink_recvmsg, max_recvmsg_len). */
const receiveBuffer = Buffer.alloc(65_536);
const pollBuffer = Buffer.alloc(8);

/** @param isLate whether the reading's time is over. @throws SystemError where the kernel has no such protocol */
export function openNetlink(protocol: number, isLate: () => boolean): NetlinkSocket {
  const fd = call.socket(AF_NETLINK, SOCK_RAW_CLOEXEC_NONBLOCK, protocol) as number;
  if (fd < 0) fail("socket");
  // Refused by kernels before 4.20, whose dumps then ignore what we leave zero anyway.
  if (protocol === NETLINK_ROUTE) call.setsockopt(fd, SOL_NETLINK, NETLINK_GET_STRICT_CHK, one, one.length);
  let sequence = 0;

  const send = (request: Buffer): void => {
    setSequence(request, ++sequence);
    if (Number(call.send(fd, request, request.length, 0)) < 0) fail("send");
  };
  const receive = (): Buffer => {
    for (;;) {
      if (isLate()) throw new TooLate();
      const length = Number(call.recv(fd, receiveBuffer, receiveBuffer.length, 0));
      if (length >= 0) return receiveBuffer.subarray(0, length);
      try {
        fail("recv");
      } catch (error) {
        if (!(error instanceof SystemError) || (error.code !== "EAGAIN" && error.code !== "EINTR")) throw error;
      }
      pollBuffer.writeInt32LE(fd, 0);
      pollBuffer.writeInt16LE(1, 4);
      if ((call.poll(pollBuffer, 1, WAIT_MS) as number) === 0) throw new TooLate();
    }
  };
  const answer = (visit: (message: NetlinkMessage) => void, isEnough: () => boolean): boolean => {
    let interrupted = false;
    for (;;) {
      const received = eachMessage(receive(), sequence, visit);
      interrupted ||= received.interrupted;
      if (received.outcome.kind === "error") throw new SystemError("netlink", errnoName(received.outcome.errno));
      if (received.outcome.kind === "done" || isEnough()) return interrupted;
    }
  };

  return {
    dump(request, most, parse) {
      for (let attempt = 1; ; attempt++) {
        const rows: ReturnType<typeof parse>[] = [];
        let omitted = 0;
        send(request);
        const interrupted = answer(
          (message) => {
            if (rows.length >= most) omitted++;
            else {
              const row = parse(message);
              if (row !== null) rows.push(row);
            }
          },
          () => false,
        );
        if (!interrupted || attempt === MOST_ATTEMPTS) return { rows: rows as never, omitted };
      }
    },
    ask(request, parse) {
      let found: ReturnType<typeof parse> = null;
      let answered = false;
      send(request);
      answer(
        (message) => {
          answered = true;
          found = parse(message);
        },
        () => answered,
      );
      return found;
    },
    close: () => close(fd),
  };
}
