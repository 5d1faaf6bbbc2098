import { setTimeout as delay } from "node:timers/promises";
import { fail, libc } from "../../proc/libc.ts";
import { receiveFrame, stampFrames } from "./packet-socket.ts";

const call = {
  socket: libc.func("socket", "int", ["int", "int", "int"]),
  bind: libc.func("bind", "int", ["int", "void *", "uint"]),
  connect: libc.func("connect", "int", ["int", "void *", "uint"]),
  getsockname: libc.func("getsockname", "int", ["int", "void *", "void *"]),
  send: libc.func("send", "long", ["int", "void *", "size_t", "int"]),
  close: libc.func("close", "int", ["int"]),
};

const AF_INET = 2;
const SOCK_DGRAM_CLOEXEC_NONBLOCK = 2 | 0o2000000 | 0o4000;
const ADDRESS_BYTES = 16;
/** So long a datagram lies there before it is looked at: a time that was put on it only then is later by that much. */
const LIE_MS = 4;
/** A host on which no datagram comes back over loopback has another problem; the trace begins all the same. */
const MOST_MS = 1_000;

/**
 * Resolves once the kernel notes when a frame arrives. The first socket that asks for timestamps has them switched on, which a kernel thread does
 * a moment later (net_enable_timestamp); what comes before has the time at which it was read (sock_recv_timestamp), and the order of what several
 * sockets heard is lost. So this process sends itself datagrams over the host's loopback until one has the time at which it came.
 */
export async function awaitTimestamps(): Promise<void> {
  const fd = openLoopback();
  try {
    for (const end = performance.now() + MOST_MS; performance.now() < end; ) {
      call.send(fd, Buffer.from([0]), 1, 0);
      await delay(LIE_MS);
      const read = Date.now();
      const datagram = receiveFrame(fd, 0);
      if (datagram && datagram.at / 1e6 < read - 1) return;
    }
  } finally {
    call.close(fd);
  }
}

/** A datagram socket on 127.0.0.1 that is connected to itself. @throws SystemError */
function openLoopback(): number {
  const fd = call.socket(AF_INET, SOCK_DGRAM_CLOEXEC_NONBLOCK, 0) as number;
  if (fd < 0) fail("socket");
  try {
    stampFrames(fd);
    const address = Buffer.alloc(ADDRESS_BYTES);
    address.writeUInt16LE(AF_INET, 0);
    address.set([127, 0, 0, 1], 4);
    const size = Buffer.alloc(4);
    size.writeUInt32LE(ADDRESS_BYTES);
    if ((call.bind(fd, address, address.length) as number) < 0) fail("bind");
    if ((call.getsockname(fd, address, size) as number) < 0) fail("getsockname");
    if ((call.connect(fd, address, address.length) as number) < 0) fail("connect");
    return fd;
  } catch (error) {
    call.close(fd);
    throw error;
  }
}
