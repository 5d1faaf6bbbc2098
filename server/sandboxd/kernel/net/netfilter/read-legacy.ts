import { close, fail, libc, O_RDONLY, openTrusted, readAll, SystemError, withFd } from "../../proc/libc.ts";
import { ENTRIES_HEADER, INFO_BYTES, type LegacyTable, parseLegacyTable, sizeOfEntries } from "./legacy-table.ts";

const call = {
  socket: libc.func("socket", "int", ["int", "int", "int"]),
  getsockopt: libc.func("getsockopt", "int", ["int", "int", "int", "void *", "void *"]),
};
const SOCK_RAW_CLOEXEC = 3 | 0o2000000;
const IPPROTO_RAW = 255;
/** The same numbers for IPv4 and IPv6 (ip_tables.h, ip6_tables.h). */
const SO_GET_INFO = 64;
const SO_GET_ENTRIES = 65;
/** A table of this size has thousands of rules. */
const MOST_BYTES = 4 << 20;

const FAMILIES = [
  { family: "ip", names: "ip_tables_names", domain: 2, level: 0 },
  { family: "ip6", names: "ip6_tables_names", domain: 10, level: 41 },
] as const;

/**
 * The tables that the old iptables made in this thread's network namespace. Only those that /proc names are asked for: asking for another would
 * make it. @throws SystemError
 */
export function readLegacyTables(): LegacyTable[] {
  return FAMILIES.flatMap(({ family, names, domain, level }) =>
    readNames(names).flatMap((name) => {
      const fd = call.socket(domain, SOCK_RAW_CLOEXEC, IPPROTO_RAW) as number;
      if (fd < 0) fail("socket");
      try {
        return [readTable(fd, family, level, name)];
      } finally {
        close(fd);
      }
    }),
  );
}

function readNames(file: string): string[] {
  try {
    return withFd(openTrusted(`/proc/thread-self/net/${file}`, O_RDONLY), readAll)
      .split("\n")
      .filter(Boolean);
  } catch (error) {
    // A kernel without the old iptables.
    if (error instanceof SystemError && error.code === "ENOENT") return [];
    throw error;
  }
}

function readTable(fd: number, family: "ip" | "ip6", level: number, name: string): LegacyTable {
  const info = Buffer.alloc(INFO_BYTES);
  info.write(name, "latin1");
  get(fd, level, SO_GET_INFO, info);
  const size = sizeOfEntries(info);
  if (size > MOST_BYTES) throw new SystemError("getsockopt", "E2BIG");
  const entries = Buffer.alloc(ENTRIES_HEADER + size);
  entries.write(name, "latin1");
  entries.writeUInt32LE(size, 32);
  // EAGAIN: replaced by a table of another size since.
  get(fd, level, SO_GET_ENTRIES, entries);
  return parseLegacyTable(family, info, entries);
}

function get(fd: number, level: number, option: number, value: Buffer): void {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(value.length);
  if ((call.getsockopt(fd, level, option, value, length) as number) < 0) fail("getsockopt");
}
