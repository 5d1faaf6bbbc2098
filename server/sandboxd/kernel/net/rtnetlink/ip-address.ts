/** An IPv4 (4 bytes) or IPv6 (16 bytes) address in its usual text form (RFC 5952, as inet_ntop(3) writes it); other lengths as hex. */
export function toAddressText(buffer: Buffer, at: number, length: number): string {
  if (length === 4) return `${buffer[at]}.${buffer[at + 1]}.${buffer[at + 2]}.${buffer[at + 3]}`;
  if (length !== 16) return buffer.toString("hex", at, at + length);
  // The same few come again with every reading.
  const bytes = buffer.toString("latin1", at, at + 16);
  const known = texts.get(bytes);
  if (known !== undefined) return known;
  if (texts.size >= MOST_TEXTS) texts.clear();
  const text = toIpv6Text(buffer, at);
  texts.set(bytes, text);
  return text;
}

const texts = new Map<string, string>();
const MOST_TEXTS = 4_096;

function toIpv6Text(buffer: Buffer, at: number): string {
  const groups = Array.from({ length: 8 }, (_, index) => buffer.readUInt16BE(at + index * 2));
  const isZero = (count: number) => groups.slice(0, count).every((group) => group === 0);
  const dotted = () => toAddressText(buffer, at + 12, 4);
  if (isZero(5) && groups[5] === 0xffff) return `::ffff:${dotted()}`;
  // The deprecated IPv4-compatible form, which inet_ntop still writes.
  if (isZero(6) && groups[6] !== 0) return `::${dotted()}`;
  const run = longestZeroRun(groups);
  const hex = (from: number, to: number) =>
    groups
      .slice(from, to)
      .map((group) => group.toString(16))
      .join(":");
  return run ? `${hex(0, run.from)}::${hex(run.to, 8)}` : hex(0, 8);
}

/** The first longest run of two or more zeros. */
function longestZeroRun(groups: readonly number[]): { from: number; to: number } | null {
  let best: { from: number; to: number } | null = null;
  for (let from = 0; from < groups.length; from++) {
    let to = from;
    while (groups[to] === 0) to++;
    if (to - from >= 2 && (!best || to - from > best.to - best.from)) best = { from, to };
  }
  return best;
}

export const ADDRESS_LENGTH: Record<number, number> = { 2: 4, 10: 16 };

/** "default", or an address of that family with its prefix; without a destination attribute it is all zeros. */
export function toPrefixText(family: number, buffer: Buffer, at: number, length: number, prefix: number): string {
  if (prefix === 0) return "default";
  const address =
    length > 0 ? toAddressText(buffer, at, length) : toAddressText(Buffer.alloc(16), 0, ADDRESS_LENGTH[family] ?? 0);
  return `${address}/${prefix}`;
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));
/** 6 bytes as aa:bb:cc:dd:ee:ff; null for anything else, which is no Ethernet address. */
export function toMacText(buffer: Buffer, at: number, length: number): string | null {
  if (length !== 6) return null;
  const hex = (index: number) => HEX[buffer[at + index]!]!;
  return `${hex(0)}:${hex(1)}:${hex(2)}:${hex(3)}:${hex(4)}:${hex(5)}`;
}
