import type { ByteString } from "./byte-text.ts";

/** One line of /proc/PID/mountinfo, proc_pid_mountinfo(5). Paths and texts are unescaped bytes. */
export type Mount = {
  id: number;
  parent: number;
  /** major:minor of the superblock. */
  device: string;
  /** Directory of the file system that is the root of this mount: "/" unless it is a bind of a part. */
  root: ByteString;
  mountpoint: ByteString;
  mountOptions: string[];
  /** Optional fields: shared:N, master:N, propagate_from:N, unbindable. */
  propagation: string[];
  fsType: string;
  /** Free text that whoever mounted chose. */
  source: ByteString;
  /** Options of the superblock, still octal-escaped, since a comma in a value is escaped there. */
  superOptions: ByteString;
  line: ByteString;
};

/** mountinfo writes a byte as exactly three octal digits after a backslash (fs/proc_namespace.c: mangle, seq_escape). */
export const unescapeOctal = (text: ByteString): ByteString =>
  text.replace(/\\([0-3][0-7]{2})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)));

/** Parses mountinfo read as latin1; a line that is not of the documented form is left out. */
export const parseMountinfo = (text: ByteString): Mount[] => text.split("\n").flatMap((line) => parseMount(line) ?? []);

function parseMount(line: ByteString): Mount | null {
  // Split at single spaces: an empty source (mount -t overlay "" ...) leaves two spaces in a row.
  const fields = line.split(" ");
  const dash = fields.indexOf("-", 6);
  if (dash < 0 || fields.length < dash + 4) return null;
  const [id, parent, device, root, mountpoint, mountOptions] = fields as [string, string, string, string, string, string];
  const [fsType, source, superOptions] = fields.slice(dash + 1) as [string, string, string];
  return {
    id: Number(id),
    parent: Number(parent),
    device,
    root: unescapeOctal(root),
    mountpoint: unescapeOctal(mountpoint),
    mountOptions: mountOptions.split(","),
    propagation: fields.slice(6, dash),
    fsType: unescapeOctal(fsType),
    source: unescapeOctal(source),
    superOptions,
    line,
  };
}
