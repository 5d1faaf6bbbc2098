import { z } from "zod";

/**
 * A path in the sandbox whose names need not be UTF-8: absolute, every byte that is no letter, digit, "-", ".", "_" or "~" written as %XX.
 * One path has one spelling, so it serves as a key and as part of an address; people see shownPath(path).
 */
export const FilePath = z
  .string()
  .max(3 * 4096)
  .regex(/^(\/|(\/([A-Za-z0-9._~-]|%[0-9A-F]{2})+)+)$/)
  .refine((path) => path === "/" || path.slice(1).split("/").every(isName), "not a plain absolute path");
export type FilePath = z.infer<typeof FilePath>;

/** One name of such a path; the kernel allows 255 bytes (NAME_MAX, limits.h). */
export const FileName = z
  .string()
  .regex(/^([A-Za-z0-9._~-]|%[0-9A-F]{2})+$/)
  .refine(isName, "not a plain name");
export type FileName = z.infer<typeof FileName>;

/** A second spelling of the same byte, a slash or a NUL is no part of a name. */
const FORBIDDEN = /%(00|2F|2D|2E|5F|7E|3[0-9]|4[1-9A-F]|5[0-9A]|6[1-9A-F]|7[0-9A])/;

function isName(name: string): boolean {
  return name !== "." && name !== ".." && !FORBIDDEN.test(name) && name.replace(/%../g, "x").length <= 255;
}

/** What a person typed as a name; null where that cannot be one. */
export function toFileName(text: string): FileName | null {
  if (text.includes("\0") || !text.isWellFormed()) return null;
  const name = FileName.safeParse(encodeText(text));
  return name.success ? name.data : null;
}

/** "/root/a b" -> "/root/a%20b"; double slashes and "." are left out. Null for what is not absolute or climbs. */
export function toFilePath(text: string): FilePath | null {
  if (!text.startsWith("/") || text.includes("\0") || !text.isWellFormed()) return null;
  const names = text.split("/").filter((name) => name !== "" && name !== ".");
  const path = FilePath.safeParse(`/${names.map(encodeText).join("/")}`);
  return path.success ? path.data : null;
}

export const joinFilePath = (directory: FilePath, name: FileName): FilePath =>
  directory === "/" ? `/${name}` : `${directory}/${name}`;

/** The directory it lies in; "/" lies in itself. */
export const parentOf = (path: FilePath): FilePath => path.slice(0, path.lastIndexOf("/")) || "/";

/** Its last name; empty for "/". */
export const nameOf = (path: FilePath): FileName => path.slice(path.lastIndexOf("/") + 1);

/** Every directory on the way, from "/" to the path itself. */
export function crumbsOf(path: FilePath): FilePath[] {
  if (path === "/") return ["/"];
  return ["/", ...path.split("/").flatMap((_, index, names) => (index === 0 ? [] : [names.slice(0, index + 1).join("/")]))];
}

/** The path of a moved entry's descendant: what lay below `from` lies below `to`. Null for what did not lie there. */
export function movedPath(path: FilePath, from: FilePath, to: FilePath): FilePath | null {
  if (path === from) return to;
  return path.startsWith(`${from}/`) ? `${to}${path.slice(from.length)}` : null;
}

/**
 * A path or name for people: UTF-8 is decoded; controls, what cannot be seen and what turns the reading direction become \n, \x1b or
 * \u{202e}; bytes that are no UTF-8 become \xNN; a backslash is doubled. Different names never look the same.
 */
export function shownPath(path: string): string {
  let shown = "";
  for (let at = 0; at < path.length; ) {
    if (path[at] !== "%") {
      shown += path[at];
      at += 1;
      continue;
    }
    const piece = path.slice(at, at + 3 * sequenceLength(Number.parseInt(path.slice(at + 1, at + 3), 16)));
    const text = decode(piece);
    shown += text === null ? `\\x${path.slice(at + 1, at + 3).toLowerCase()}` : visible(text);
    at += text === null ? 3 : piece.length;
  }
  return shown;
}

/** The name as UTF-8 text, null where it is none: what a download is called. */
export const textOf = (name: FileName): string | null => decode(name);

/** Bytes as UTF-8 says by the first of them (RFC 3629). */
const sequenceLength = (first: number): number => (first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2);

function decode(piece: string): string | null {
  try {
    return decodeURIComponent(piece);
  } catch {
    return null;
  }
}

/** C1, bidi controls, invisible separators, byte order mark, tags. */
const UNSEEN = /[\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/u;
const SHORT: Record<string, string> = { "\n": "\\n", "\t": "\\t", "\r": "\\r", "\\": "\\\\" };

function visible(text: string): string {
  const code = text.codePointAt(0)!;
  if (SHORT[text]) return SHORT[text];
  if (code < 0x20) return `\\x${code.toString(16).padStart(2, "0")}`;
  return UNSEEN.test(text) ? `\\u{${code.toString(16)}}` : text;
}

/** encodeURIComponent leaves five characters that we do not. */
const encodeText = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
