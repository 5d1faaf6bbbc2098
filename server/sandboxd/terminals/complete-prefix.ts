const ESC = 0x1b;
const BEL = 0x07;
const CAN = 0x18;
const SUB = 0x1a;

/**
 * How many leading bytes of terminal output end on a whole character and a whole escape sequence. A screen is captured there; what follows
 * is sent raw, so that a viewer never starts in the middle of a colour or a Chinese character.
 */
export function completePrefixLength(bytes: Uint8Array): number {
  const last = bytes.lastIndexOf(ESC);
  if (last >= 0 && !isCompleteSequence(bytes, last)) return last;
  return completeUtf8Length(bytes);
}

/** ECMA-48: ESC [ parameters intermediates final; ESC ] ] P X ^ _ begin strings that end with BEL or ST; ESC intermediates final. */
function isCompleteSequence(bytes: Uint8Array, start: number): boolean {
  const kind = bytes[start + 1];
  if (kind === undefined) return false;
  if (kind === 0x5b) return some(bytes, start + 2, (byte) => (byte >= 0x40 && byte <= 0x7e) || byte === CAN || byte === SUB);
  if ([0x5d, 0x50, 0x58, 0x5e, 0x5f].includes(kind))
    return some(bytes, start + 2, (byte) => byte === BEL || byte === CAN || byte === SUB);
  if (kind >= 0x20 && kind <= 0x2f) return some(bytes, start + 2, (byte) => byte >= 0x30 && byte <= 0x7e);
  return true;
}

function some(bytes: Uint8Array, from: number, test: (byte: number) => boolean): boolean {
  for (let at = from; at < bytes.length; at++) if (test(bytes[at]!)) return true;
  return false;
}

function completeUtf8Length(bytes: Uint8Array): number {
  const earliest = Math.max(0, bytes.length - 3);
  for (let at = bytes.length - 1; at >= earliest; at--) {
    const byte = bytes[at]!;
    if ((byte & 0xc0) === 0x80) continue; // a continuation byte: its first byte is further left
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return at + length > bytes.length ? at : bytes.length;
  }
  return bytes.length;
}
