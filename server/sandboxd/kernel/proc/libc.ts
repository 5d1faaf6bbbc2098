import { constants } from "node:fs";
import { createRequire } from "node:module";
import type { ByteString } from "./byte-text.ts";

// koffi's ES module entry loads a second copy of its loader; the CommonJS one is what it needs and no more.
const koffi: typeof import("koffi") = createRequire(import.meta.url)("koffi");
export const libc = koffi.load("libc.so.6");

const call = {
  openat: libc.func("openat", "int", ["int", "void *", "int", "int"]),
  /** openat2 (437), statmount (457) and listmount (458) have no wrapper in older C libraries; the numbers are the same on every architecture. */
  openat2: libc.func("syscall", "long", ["long", "int", "void *", "void *", "size_t"]),
  mountCall: libc.func("syscall", "long", ["long", "void *", "void *", "size_t", "uint"]),
  statx: libc.func("statx", "int", ["int", "str", "int", "uint", "void *"]),
  listxattr: libc.func("listxattr", "long", ["str", "void *", "size_t"]),
  getxattr: libc.func("getxattr", "long", ["str", "str", "void *", "size_t"]),
  readlinkat: libc.func("readlinkat", "long", ["int", "void *", "void *", "size_t"]),
  getdents64: libc.func("getdents64", "long", ["int", "void *", "size_t"]),
  read: libc.func("read", "long", ["int", "void *", "size_t"]),
  pread: libc.func("pread64", "long", ["int", "void *", "size_t", "int64"]),
  ioctl: libc.func("ioctl", "int", ["int", "ulong", "void *"]),
  close: libc.func("close", "int", ["int"]),
  setns: libc.func("setns", "int", ["int", "int"]),
  fstatfs: libc.func("fstatfs", "int", ["int", "void *"]),
  calloc: libc.func("calloc", "void *", ["size_t", "size_t"]),
  uname: libc.func("uname", "int", ["void *"]),
};

export const { O_RDONLY, O_DIRECTORY, O_NOFOLLOW, O_NONBLOCK, O_NOATIME } = constants;
/** Not in node:fs; the same on x86 and arm64 (include/uapi/asm-generic/fcntl.h). */
export const O_PATH = 0o10000000;
const O_CLOEXEC = 0o2000000;

/** openat2(2), struct open_how.resolve */
export const RESOLVE = { NO_XDEV: 0x01, NO_MAGICLINKS: 0x02, NO_SYMLINKS: 0x04, BENEATH: 0x08 } as const;

const SYS_OPENAT2 = 437;
const SYS_STATMOUNT = 457;
const SYS_LISTMOUNT = 458;
const AT_FDCWD = -100;
const AT_EMPTY_PATH = 0x1000;
/** Ask no server: attributes as they are cached. */
const AT_STATX_DONT_SYNC = 0x4000;
const STATX_BASIC_BTIME_MNT_ID = 0x07ff | 0x0800 | 0x1000;

/** A system call that failed: its name and errno's name such as ENOENT. */
export class SystemError extends Error {
  readonly code: string;
  constructor(call: string, code: string) {
    super(`${call}: ${code}`);
    this.name = "SystemError";
    this.code = code;
  }
}

const errnoNames = new Map(Object.entries(koffi.os.errno).map(([name, number]) => [number, name]));
// The same number has two names; everybody says this one.
errnoNames.set(koffi.os.errno.EAGAIN!, "EAGAIN");
export const errnoName = (errno: number): string => errnoNames.get(errno) ?? `errno ${errno}`;
/** errno of the system call that just returned -1. */
export const lastErrno = (): number => koffi.errno();
/** The error for a system call that just returned -1, by errno. */
export function fail(name: string): never {
  throw new SystemError(name, errnoName(koffi.errno()));
}

/** Zeroed memory that stays where it is for as long as this process lives, for structures that point at each other. */
export function allocate(bytes: number): { buffer: Buffer; address: bigint } {
  const pointer = call.calloc(1, bytes);
  return { buffer: Buffer.from(koffi.view(pointer, bytes)), address: koffi.address(pointer) };
}

/** The longest path the kernel takes, and its final NUL. */
const PATH_MAX = 4096;
const pathBuffer = Buffer.alloc(PATH_MAX);
function toPath(path: ByteString): Buffer {
  if (path.length >= PATH_MAX) throw new SystemError("path", "ENAMETOOLONG");
  pathBuffer.write(path, 0, "latin1");
  pathBuffer[path.length] = 0;
  return pathBuffer;
}

/** open(2)/openat(2), follows symbolic links: only for paths that nobody in a sandbox chooses, such as /proc/PID. */
export function openTrusted(path: string, flags: number, dirFd: number = AT_FDCWD): number {
  const fd = call.openat(dirFd, toPath(path), flags | O_CLOEXEC, 0) as number;
  return fd < 0 ? fail("openat") : fd;
}

const how = Buffer.alloc(24);
/** openat2(2) beneath dirFd with the given resolve flags. @throws SystemError, EXDEV where a mount point is crossed with NO_XDEV */
export function openBeneath(dirFd: number, path: ByteString, flags: number, resolve: number): number {
  how.writeUInt32LE(flags | O_CLOEXEC, 0);
  how.writeUInt32LE(resolve, 16);
  const fd = Number(call.openat2(SYS_OPENAT2, dirFd, toPath(path), how, how.length));
  return fd < 0 ? fail("openat2") : fd;
}

export const close = (fd: number): void => {
  call.close(fd);
};

/** Runs `use` with an open descriptor and closes it whatever happens. */
export function withFd<T>(fd: number, use: (fd: number) => T): T {
  try {
    return use(fd);
  } finally {
    call.close(fd);
  }
}

export type Stat = {
  mode: number;
  uid: number;
  gid: number;
  ino: bigint;
  size: number;
  /** Bytes. */
  allocated: number;
  mtimeMs: number;
  /** Nanoseconds since 1970: changes with every change of content or attributes. */
  ctimeNs: bigint;
  /** null where the file system keeps no birth time. */
  bornMs: number | null;
  rdevMajor: number;
  rdevMinor: number;
  device: string;
};

const statBuffer = Buffer.alloc(256);
const milliseconds = (at: number): number =>
  Number(statBuffer.readBigInt64LE(at)) * 1000 + statBuffer.readUInt32LE(at + 8) / 1_000_000;

/** statx(2) of an open descriptor, O_PATH included. */
export function statFd(fd: number): Stat {
  if (call.statx(fd, "", AT_EMPTY_PATH | AT_STATX_DONT_SYNC, STATX_BASIC_BTIME_MNT_ID, statBuffer) < 0) fail("statx");
  const hasBirth = (statBuffer.readUInt32LE(0) & 0x800) !== 0;
  return {
    mode: statBuffer.readUInt16LE(28),
    uid: statBuffer.readUInt32LE(20),
    gid: statBuffer.readUInt32LE(24),
    ino: statBuffer.readBigUInt64LE(32),
    size: Number(statBuffer.readBigUInt64LE(40)),
    allocated: Number(statBuffer.readBigUInt64LE(48)) * 512,
    mtimeMs: milliseconds(112),
    ctimeNs: statBuffer.readBigInt64LE(96) * 1_000_000_000n + BigInt(statBuffer.readUInt32LE(104)),
    bornMs: hasBirth ? milliseconds(80) : null,
    rdevMajor: statBuffer.readUInt32LE(128),
    rdevMinor: statBuffer.readUInt32LE(132),
    device: `${statBuffer.readUInt32LE(136)}:${statBuffer.readUInt32LE(140)}`,
  };
}

const xattrBuffer = Buffer.alloc(65536);
/** Names of the extended attributes; none where the file system has none. Works on O_PATH descriptors, symbolic links and devices. */
export function listXattrs(fd: number): ByteString[] {
  const length = Number(call.listxattr(`/proc/self/fd/${fd}`, xattrBuffer, xattrBuffer.length));
  return length <= 0 ? [] : xattrBuffer.toString("latin1", 0, length - 1).split("\0");
}

/** Value of an extended attribute, null when it is not set. */
export function readXattr(fd: number, name: string): ByteString | null {
  const length = Number(call.getxattr(`/proc/self/fd/${fd}`, name, xattrBuffer, xattrBuffer.length));
  return length < 0 ? null : xattrBuffer.toString("latin1", 0, length);
}

const emptyPath = Buffer.alloc(1);
/** Target of the symbolic link that an O_PATH descriptor names. */
export function readLink(fd: number): ByteString {
  const length = Number(call.readlinkat(fd, emptyPath, xattrBuffer, PATH_MAX));
  return length < 0 ? fail("readlinkat") : xattrBuffer.toString("latin1", 0, length);
}

/** At most `most` bytes (up to 65,536) from the start of an open descriptor; nothing where it would have to wait. */
export function readStart(fd: number, most: number): Buffer {
  const length = Number(call.read(fd, xattrBuffer, Math.min(most, xattrBuffer.length)));
  return length <= 0 ? Buffer.alloc(0) : Buffer.from(xattrBuffer.subarray(0, length));
}

/** All of a file under /proc, which must be read in one go to be consistent; read in chunks of 64 KiB. */
export function readAll(fd: number): ByteString {
  let text = "";
  for (;;) {
    const length = Number(call.read(fd, xattrBuffer, xattrBuffer.length));
    if (length < 0) fail("read");
    if (length === 0) return text;
    text += xattrBuffer.toString("latin1", 0, length);
  }
}

/** The text of a small file under /proc whose content the kernel gives in one piece, such as stat and status: one read(2), up to 64 KiB. */
export function readOnce(fd: number): ByteString {
  const length = Number(call.read(fd, xattrBuffer, xattrBuffer.length));
  return length < 0 ? fail("read") : xattrBuffer.toString("latin1", 0, length);
}

/** The same from the start of a file that was read before: pread(2), which a file of kernfs answers with what it would say now. */
export function readAgain(fd: number): ByteString {
  const length = Number(call.pread(fd, xattrBuffer, xattrBuffer.length, 0));
  return length < 0 ? fail("pread") : xattrBuffer.toString("latin1", 0, length);
}

const direntBuffer = Buffer.alloc(32768);
/** Names in an open directory with the d_type of each, without "." and ".."; stops after `most` names. */
export function readDirectory(fd: number, most: number): { names: [name: ByteString, type: number][]; complete: boolean } {
  const names: [ByteString, number][] = [];
  for (;;) {
    const length = Number(call.getdents64(fd, direntBuffer, direntBuffer.length));
    if (length < 0) fail("getdents64");
    if (length === 0) return { names, complete: true };
    for (let at = 0; at < length; at += direntBuffer.readUInt16LE(at + 16)) {
      const name = direntBuffer.toString("latin1", at + 19, direntBuffer.indexOf(0, at + 19));
      if (name === "." || name === "..") continue;
      if (names.length >= most) return { names, complete: false };
      names.push([name, direntBuffer[at + 18]!]);
    }
  }
}

/** ioctl(2) NS_GET_MNTNS_ID of a mount namespace descriptor (Linux 6.11), null where the kernel has it not. */
export function mountNamespaceId(nsFd: number): bigint | null {
  const id = Buffer.alloc(8);
  return call.ioctl(nsFd, 0x8008b705, id) < 0 ? null : id.readBigUInt64LE(0);
}

function mountRequest(mount: bigint, param: bigint, namespace: bigint): Buffer {
  const request = Buffer.alloc(32);
  request.writeUInt32LE(32, 0);
  request.writeBigUInt64LE(mount, 8);
  request.writeBigUInt64LE(param, 16);
  request.writeBigUInt64LE(namespace, 24);
  return request;
}

const LSMT_ROOT = 0xffffffffffffffffn;
const mountIds = Buffer.alloc(8 * 4096);
/** listmount(2): the ids, never reused, of the mounts in a mount namespace (Linux 6.11); null where the kernel cannot tell. */
export function listMounts(namespace: bigint): bigint[] | null {
  const count = Number(call.mountCall(SYS_LISTMOUNT, mountRequest(LSMT_ROOT, 0n, namespace), mountIds, 4096, 0));
  return count < 0 ? null : Array.from({ length: count }, (_, at) => mountIds.readBigUInt64LE(at * 8));
}

const STATMOUNT_MNT_BASIC = 2n;
const statmountBuffer = Buffer.alloc(1024);
/** statmount(2): the id that mountinfo shows for a mount given by its unique id, null if it is gone. */
export function mountinfoId(mount: bigint, namespace: bigint): number | null {
  const request = mountRequest(mount, STATMOUNT_MNT_BASIC, namespace);
  if (Number(call.mountCall(SYS_STATMOUNT, request, statmountBuffer, statmountBuffer.length, 0)) < 0) return null;
  return statmountBuffer.readUInt32LE(STATMOUNT_ID_OLD);
}
/** offsetof(struct statmount, mnt_id_old), include/uapi/linux/mount.h */
const STATMOUNT_ID_OLD = 56;

/** setns(2): moves the calling thread, Node's main one, into a namespace. */
export function enterNamespace(fd: number, type: number): void {
  if (call.setns(fd, type) < 0) fail("setns");
}

/** ioctl(2) on a namespace descriptor that answers with another one (ioctl_ns(2): NS_GET_USERNS, NS_GET_PARENT); null where there is none. */
export function relatedNamespace(nsFd: number, request: number): number | null {
  const fd = call.ioctl(nsFd, request, null) as number;
  return fd < 0 ? null : fd;
}

/** ioctl(2) NS_GET_NSTYPE: the CLONE_NEW* flag of a namespace, -1 for something else (ioctl_ns(2)). */
export const namespaceFlag = (nsFd: number): number => call.ioctl(nsFd, 0xb703, null) as number;

const namespaceId = Buffer.alloc(8);
/** ioctl(2) NS_GET_ID: a number that is never given to another namespace (Linux 6.18, include/uapi/linux/nsfs.h); null where there is none. */
export function uniqueNamespaceId(nsFd: number): bigint | null {
  return call.ioctl(nsFd, 0x8008b70d, namespaceId) < 0 ? null : namespaceId.readBigUInt64LE(0);
}

const statfsBuffer = Buffer.alloc(256);
/** f_type of the file system that an open descriptor, O_PATH included, lies on (statfs(2)). */
export function fileSystemType(fd: number): bigint {
  if (call.fstatfs(fd, statfsBuffer) < 0) fail("fstatfs");
  return statfsBuffer.readBigInt64LE(0);
}

const utsBuffer = Buffer.alloc(6 * 65);
/** nodename of uname(2), of the calling thread's UTS namespace. */
export function nodeName(): ByteString {
  if (call.uname(utsBuffer) < 0) fail("uname");
  return utsBuffer.toString("latin1", 65, utsBuffer.indexOf(0, 65));
}

/** Target of a symbolic link given by its path relative to an open directory. */
export function readLinkAt(dirFd: number, path: string): ByteString {
  const length = Number(call.readlinkat(dirFd, toPath(path), xattrBuffer, PATH_MAX));
  return length < 0 ? fail("readlinkat") : xattrBuffer.toString("latin1", 0, length);
}
