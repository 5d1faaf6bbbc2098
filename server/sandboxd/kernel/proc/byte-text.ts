/**
 * A Linux name or path exactly as its bytes are: one character per byte (latin1). Names need not be UTF-8, so this is what we
 * compare, join and hand back to the kernel; people see toVisible(name).
 */
export type ByteString = string;

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** Characters that change how the text around them is drawn: C1, bidi controls, invisible separators, byte order mark, surrogates' kin. */
const UNSEEN = /[\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;
const SHORT: Record<string, string> = { "\n": "\\n", "\t": "\\t", "\r": "\\r", "\\": "\\\\" };

const escapeByte = (byte: number): string => `\\x${byte.toString(16).padStart(2, "0")}`;

const escapeControls = (text: string): string =>
  text
    .replace(/[\u0000-\u001f\\]/g, (char) => SHORT[char] ?? escapeByte(char.charCodeAt(0)))
    .replace(UNSEEN, (char) => `\\u{${char.codePointAt(0)!.toString(16)}}`);

/**
 * Text for people: valid UTF-8 is decoded, control and invisible characters become \n, \x1b or \u{202e}, bytes that are no UTF-8 become
 * \xNN and a backslash is doubled. Two different byte strings never look the same, so the result may serve as a key.
 */
export function toVisible(bytes: ByteString): string {
  if (/^[\x20-\x5b\x5d-\x7e]*$/.test(bytes)) return bytes;
  const buffer = Buffer.from(bytes, "latin1");
  try {
    return escapeControls(utf8.decode(buffer));
  } catch {
    return decodeInPieces(buffer);
  }
}

function decodeInPieces(buffer: Buffer): string {
  let out = "";
  for (let at = 0; at < buffer.length; ) {
    const length = validSequence(buffer, at);
    out += length === 0 ? escapeByte(buffer[at]!) : escapeControls(buffer.toString("utf8", at, at + length));
    at += Math.max(1, length);
  }
  return out;
}

/** Length of the valid UTF-8 sequence at `at`, 0 if there is none. */
function validSequence(buffer: Buffer, at: number): number {
  const first = buffer[at]!;
  const length = first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  try {
    utf8.decode(buffer.subarray(at, at + length));
    return Math.min(length, buffer.length - at);
  } catch {
    return 0;
  }
}

/** As toVisible, cut to `most` characters with an ellipsis. */
export function toVisibleCut(bytes: ByteString, most: number): string {
  const text = toVisible(bytes.slice(0, most * 4));
  return text.length <= most && bytes.length <= most * 4 ? text : `${text.slice(0, most - 1)}…`;
}

export const joinPath = (dir: ByteString, name: ByteString): ByteString => (dir === "" ? name : `${dir}/${name}`);

/** "/a/b" -> ["/a", "b"]; "b" -> ["", "b"] */
export function splitPath(path: ByteString): [dir: ByteString, name: ByteString] {
  const slash = path.lastIndexOf("/");
  return slash < 0 ? ["", path] : [path.slice(0, slash), path.slice(slash + 1)];
}
