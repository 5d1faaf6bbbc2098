/** Layout of netlink messages (netlink(7), include/uapi/linux/netlink.h): everything is aligned to 4 bytes, in the host's byte order. */
export const NLM_F = { REQUEST: 0x1, DUMP_INTR: 0x10, DUMP: 0x300 } as const;
const NLMSG = { NOOP: 1, ERROR: 2, DONE: 3 } as const;
const HEADER = 16;
const ATTRIBUTE_HEADER = 4;
/** The upper two bits say "nested" and "big endian". */
const ATTRIBUTE_TYPE = 0x3fff;

const align = (length: number): number => (length + 3) & ~3;

/** One attribute. A list becomes a nested one. */
export type Attribute = [type: number, value: Buffer | number | Attribute[]];

/** Attributes as they are sent; a number becomes 32 bits in the host's order. */
export function toAttributes(attributes: readonly Attribute[]): Buffer {
  return Buffer.concat(
    attributes.map(([type, value]) => {
      const payload = Array.isArray(value) ? toAttributes(value) : typeof value === "number" ? toU32(value) : value;
      const attribute = Buffer.alloc(align(ATTRIBUTE_HEADER + payload.length));
      attribute.writeUInt16LE(ATTRIBUTE_HEADER + payload.length, 0);
      attribute.writeUInt16LE(Array.isArray(value) ? type | 0x8000 : type, 2);
      payload.copy(attribute, ATTRIBUTE_HEADER);
      return attribute;
    }),
  );
}

function toU32(value: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeInt32LE(value | 0);
  return buffer;
}

/** A request; its sequence number is filled in where it is sent. */
export function toRequest(type: number, flags: number, header: Buffer, attributes: readonly Attribute[] = []): Buffer {
  const payload = Buffer.concat([header, toAttributes(attributes)]);
  const message = Buffer.alloc(HEADER);
  message.writeUInt32LE(HEADER + payload.length, 0);
  message.writeUInt16LE(type, 4);
  message.writeUInt16LE(flags | NLM_F.REQUEST, 6);
  return Buffer.concat([message, payload]);
}

export const setSequence = (request: Buffer, sequence: number): void => {
  request.writeUInt32LE(sequence, 8);
};

/** A message in a buffer; its payload goes from start to end. */
export type NetlinkMessage = { type: number; buffer: Buffer; start: number; end: number };

export type Received = {
  /** done: a dump ended. more: there is more to receive. error: errno's number. */
  outcome: { kind: "more" } | { kind: "done" } | { kind: "error"; errno: number };
  /** NLM_F_DUMP_INTR: what is dumped changed meanwhile; rows may be missing or there twice. */
  interrupted: boolean;
};

/** Hands over each message of one received datagram that answers the request numbered `sequence`. */
export function eachMessage(datagram: Buffer, sequence: number, visit: (message: NetlinkMessage) => void): Received {
  let interrupted = false;
  for (let at = 0; at + HEADER <= datagram.length; ) {
    const length = datagram.readUInt32LE(at);
    if (length < HEADER || at + length > datagram.length) break;
    const type = datagram.readUInt16LE(at + 4);
    if (datagram.readUInt32LE(at + 8) === sequence) {
      if (datagram.readUInt16LE(at + 6) & NLM_F.DUMP_INTR) interrupted = true;
      if (type === NLMSG.ERROR || type === NLMSG.DONE) {
        const code = length >= HEADER + 4 ? datagram.readInt32LE(at + HEADER) : 0;
        const outcome = code < 0 ? ({ kind: "error", errno: -code } as const) : ({ kind: "done" } as const);
        return { outcome, interrupted };
      }
      if (type !== NLMSG.NOOP) visit({ type, buffer: datagram, start: at + HEADER, end: at + length });
    }
    at += align(length);
  }
  return { outcome: { kind: "more" }, interrupted };
}

/** Calls back with each attribute between start and end: where its value begins and how long it is. */
export function eachAttribute(
  buffer: Buffer,
  start: number,
  end: number,
  visit: (type: number, at: number, length: number) => void,
): void {
  for (let at = start; at + ATTRIBUTE_HEADER <= end; ) {
    // By hand: there are sixty of them in each interface.
    const length = buffer[at]! | (buffer[at + 1]! << 8);
    if (length < ATTRIBUTE_HEADER || at + length > end) return;
    visit((buffer[at + 2]! | (buffer[at + 3]! << 8)) & ATTRIBUTE_TYPE, at + ATTRIBUTE_HEADER, length - ATTRIBUTE_HEADER);
    at += align(length);
  }
}

/** A text attribute, one character per byte, without its final NUL. */
export const bytesOf = (buffer: Buffer, at: number, length: number): string => {
  const end = buffer.indexOf(0, at);
  return buffer.toString("latin1", at, end < 0 || end > at + length ? at + length : end);
};
