import { networkInterfaces } from "node:os";
import { parentPort } from "node:worker_threads";
import { insideNetwork } from "../kernel/net/network-door.ts";
import { fail, libc } from "../kernel/proc/libc.ts";

/**
 * The thread that makes sockets in students' network namespaces. A socket belongs to the namespace it was made in wherever threads are
 * (sock_net of include/net/sock.h), a descriptor belongs to the whole process, and setns(2) moves the calling thread only: sandboxd's own
 * thread never leaves the host's namespace. Nothing is connected here and nothing can block.
 */
export type SocketRequest = { seq: number; namespaceFd: number; family: 4 | 6 };
/** The descriptor of an unconnected TCP socket, and the IPv4 addresses that the namespace has. */
export type SocketAnswer = { seq: number; fd: number; addresses: string[] } | { seq: number; error: string };

const call = {
  socket: libc.func("socket", "int", ["int", "int", "int"]),
  setsockopt: libc.func("setsockopt", "int", ["int", "int", "int", "void *", "uint"]),
};
const AF_INET = 2;
const AF_INET6 = 10;
const SOCK_STREAM_CLOEXEC_NONBLOCK = 1 | 0o2000000 | 0o4000;
const SOL_SOCKET = 1;
const SO_SNDBUF = 7;
const SO_RCVBUF = 8;

/**
 * Bytes, doubled by the kernel. Said outright, since a socket that grows by itself grows up to net.ipv4.tcp_rmem, which belongs to the
 * namespace and so to the student, while the memory is the host's.
 */
const BUFFER = Buffer.alloc(4);
BUFFER.writeInt32LE(128 * 1024);

function makeSocket(family: number): number {
  const fd = call.socket(family, SOCK_STREAM_CLOEXEC_NONBLOCK, 0) as number;
  if (fd < 0) fail("socket");
  for (const option of [SO_SNDBUF, SO_RCVBUF]) call.setsockopt(fd, SOL_SOCKET, option, BUFFER, BUFFER.length);
  return fd;
}

/** The namespace's own IPv4 addresses besides loopback: getifaddrs(3) asks the namespace that the thread is in. */
const readAddresses = (): string[] =>
  Object.values(networkInterfaces())
    .flatMap((link) => link ?? [])
    .flatMap(({ family, internal, address }) => (family === "IPv4" && !internal ? [address] : []));

parentPort?.on("message", ({ seq, namespaceFd, family }: SocketRequest) => {
  let answer: SocketAnswer;
  try {
    answer = insideNetwork(namespaceFd, () => ({
      seq,
      addresses: readAddresses(),
      fd: makeSocket(family === 4 ? AF_INET : AF_INET6),
    }));
  } catch (error) {
    answer = { seq, error: error instanceof Error ? error.message : String(error) };
  }
  parentPort?.postMessage(answer);
});
