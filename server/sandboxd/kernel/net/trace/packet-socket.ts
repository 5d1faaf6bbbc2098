import { allocate, errnoName, fail, lastErrno, libc } from "../../proc/libc.ts";

const call = {
  socket: libc.func("socket", "int", ["int", "int", "int"]),
  bind: libc.func("bind", "int", ["int", "void *", "uint"]),
  setsockopt: libc.func("setsockopt", "int", ["int", "int", "int", "void *", "uint"]),
  getsockopt: libc.func("getsockopt", "int", ["int", "int", "int", "void *", "void *"]),
  recvmsg: libc.func("recvmsg", "long", ["int", "void *", "int"]),
  close: libc.func("close", "int", ["int"]),
};

const AF_PACKET = 17;
const SOCK_RAW_CLOEXEC_NONBLOCK = 3 | 0o2000000 | 0o4000;
const ETH_P_ALL = 3;
const SOL_SOCKET = 1;
const SO_RCVBUFFORCE = 33;
/** SO_TIMESTAMPNS_OLD, whose control message has the same number: a struct timespec of the kernel's realtime clock. */
const SO_TIMESTAMPNS = 35;
const SOL_PACKET = 263;
const PACKET_STATISTICS = 6;
const PACKET_OUTGOING = 4;
const MSG_TRUNC = 0x20;

/** Bytes of a frame that are kept: all headers, those of a frame inside another, and the beginning of what they carry. */
const SNAP_BYTES = 256;
/** What may wait in the kernel for us; it counts double, whole buffers and not only what is in them (socket(7)). What does not fit is counted as dropped. */
const RECEIVE_BUFFER_BYTES = 1024 * 1024;

export type RawFrame = {
  /** Nanoseconds since the second that receive() was given, by the kernel's timestamp. */
  at: number;
  ifindex: number;
  /** ARPHRD_*, of the interface. */
  hardware: number;
  /** EtherType. */
  protocol: number;
  outgoing: boolean;
  /** On the wire, in bytes. */
  length: number;
  /** The beginning of it, from the link's header on. */
  data: Buffer;
};

/**
 * A packet(7) socket hears every frame that goes through any interface of the namespace it was made in, wherever this thread goes. It keeps that
 * namespace alive until it is closed.
 */
export type PacketSocket = {
  /** From now on. */
  listen(): void;
  /** The next frame that waits, null for none. @param epoch seconds since 1970 that its time counts from. @throws SystemError */
  receive(epoch: number): RawFrame | null;
  /** Frames that did not fit, since this was asked last. */
  dropped(): number;
  /**
   * Closing one waits until every processor has stopped using it (packet_release, synchronize_net), some 16 ms: that is done by another thread,
   * so that nobody waits for us meanwhile.
   */
  close(): Promise<void>;
};

// One message for all sockets, in memory whose address stays: struct msghdr, iovec, sockaddr_ll, control data, frame (64-bit layouts).
const MSGHDR = 0;
const IOVEC = 64;
const ADDRESS = 80;
const ADDRESS_BYTES = 20;
const CONTROL = 104;
const CONTROL_BYTES = 128;
const DATA = CONTROL + CONTROL_BYTES;
const { buffer: memory, address: base } = allocate(DATA + SNAP_BYTES);
const pointTo = (at: number, offset: number): void => void memory.writeBigUInt64LE(base + BigInt(offset), at);
pointTo(MSGHDR, ADDRESS);
pointTo(MSGHDR + 16, IOVEC);
memory.writeBigUInt64LE(1n, MSGHDR + 24);
pointTo(MSGHDR + 32, CONTROL);
pointTo(IOVEC, DATA);
memory.writeBigUInt64LE(BigInt(SNAP_BYTES), IOVEC + 8);

function setOption(fd: number, option: number, value: number): void {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  if ((call.setsockopt(fd, SOL_SOCKET, option, bytes, bytes.length) as number) < 0) fail("setsockopt");
}

/** Has the kernel note when what the socket hears arrived. @throws SystemError */
export const stampFrames = (fd: number): void => setOption(fd, SO_TIMESTAMPNS, 1);

/** Made in the namespace that this thread is in; hears nothing yet. @throws SystemError */
export function openPacketSocket(): PacketSocket {
  const fd = call.socket(AF_PACKET, SOCK_RAW_CLOEXEC_NONBLOCK, 0) as number;
  if (fd < 0) fail("socket");
  let closing: Promise<void> | null = null;
  const close = () => (closing ??= new Promise<void>((resolve) => call.close.async(fd, () => resolve())));
  try {
    setOption(fd, SO_RCVBUFFORCE, RECEIVE_BUFFER_BYTES);
    stampFrames(fd);
  } catch (error) {
    void close();
    throw error;
  }
  const statistics = Buffer.alloc(8);
  const size = Buffer.alloc(4);
  return {
    listen() {
      const address = Buffer.alloc(ADDRESS_BYTES);
      address.writeUInt16LE(AF_PACKET, 0);
      address.writeUInt16BE(ETH_P_ALL, 2);
      if ((call.bind(fd, address, address.length) as number) < 0) fail("bind");
    },
    receive: (epoch) => receiveFrame(fd, epoch),
    dropped() {
      size.writeUInt32LE(statistics.length);
      if ((call.getsockopt(fd, SOL_PACKET, PACKET_STATISTICS, statistics, size) as number) < 0) return 0;
      return statistics.readUInt32LE(4);
    },
    close,
  };
}

/** An interface went down or away: said once, and the socket goes on (packet_notifier). */
const PASSING = new Set(["EAGAIN", "EINTR", "ENETDOWN"]);

/** What waits at a socket that was told stampFrames; null for nothing. @throws SystemError */
export function receiveFrame(fd: number, epoch: number): RawFrame | null {
  memory.writeUInt32LE(ADDRESS_BYTES, MSGHDR + 8);
  memory.writeBigUInt64LE(BigInt(CONTROL_BYTES), MSGHDR + 40);
  // With MSG_TRUNC it answers with the length on the wire, however little of it fits.
  const length = Number(call.recvmsg(fd, memory.subarray(MSGHDR), MSG_TRUNC));
  if (length < 0) {
    if (PASSING.has(errnoName(lastErrno()))) return null;
    fail("recvmsg");
  }
  return {
    at: timeOf(epoch),
    ifindex: memory.readInt32LE(ADDRESS + 4),
    hardware: memory.readUInt16LE(ADDRESS + 8),
    protocol: memory.readUInt16BE(ADDRESS + 2),
    outgoing: memory[ADDRESS + 10] === PACKET_OUTGOING,
    length,
    data: Buffer.from(memory.subarray(DATA, DATA + Math.min(length, SNAP_BYTES))),
  };
}

/** The timestamp among the control messages (cmsg(3)). */
function timeOf(epoch: number): number {
  const end = CONTROL + Number(memory.readBigUInt64LE(MSGHDR + 40));
  for (let at = CONTROL; at + 16 <= end; ) {
    const size = Number(memory.readBigUInt64LE(at));
    if (memory.readInt32LE(at + 8) === SOL_SOCKET && memory.readInt32LE(at + 12) === SO_TIMESTAMPNS && size >= 32)
      return (Number(memory.readBigInt64LE(at + 16)) - epoch) * 1e9 + Number(memory.readBigInt64LE(at + 24));
    if (size < 16) break;
    at += (size + 7) & ~7;
  }
  // Only where the kernel's clock could not be asked for; the frame keeps its place in the order.
  return Date.now() * 1e6 - epoch * 1e9;
}
