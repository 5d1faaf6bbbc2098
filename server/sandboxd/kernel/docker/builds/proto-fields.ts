/** Bytes that are not a protocol buffer message: a length or number that does not fit. */
export class ProtoError extends Error {
  override name = "ProtoError";
}

export type ProtoField = { field: number; number: bigint; bytes: Buffer };

const NO_BYTES = Buffer.alloc(0);
const WIRE = { varint: 0, fixed64: 1, bytes: 2, fixed32: 5 } as const;

/**
 * The fields of one message in the order in which they lie (protobuf.dev, "Encoding"): numbers in `number`, strings, bytes and messages in
 * `bytes`, which is a view into the message. @throws ProtoError, as soon as a field is asked for that does not fit
 */
export function* protoFields(message: Buffer): Generator<ProtoField> {
  let at = 0;
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = message[at++];
      if (byte === undefined) throw new ProtoError("a number is cut off");
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return BigInt.asUintN(64, value);
    }
    throw new ProtoError("a number is longer than 64 bits");
  };
  const take = (length: number): Buffer => {
    if (length > message.length - at) throw new ProtoError("a field is longer than what is left");
    at += length;
    return message.subarray(at - length, at);
  };
  while (at < message.length) {
    const tag = varint();
    if (tag >> 3n > 0x1fff_ffffn || tag >> 3n === 0n) throw new ProtoError("there is no field of that number");
    const field = Number(tag >> 3n);
    const wire = Number(tag & 7n);
    if (wire === WIRE.varint) yield { field, number: varint(), bytes: NO_BYTES };
    else if (wire === WIRE.bytes) {
      const length = varint();
      // Beyond any message: converting it first would round it.
      if (length > 0x7fff_ffffn) throw new ProtoError("a field is longer than what is left");
      yield { field, number: 0n, bytes: take(Number(length)) };
    } else if (wire === WIRE.fixed64) yield { field, number: take(8).readBigUInt64LE(0), bytes: NO_BYTES };
    else if (wire === WIRE.fixed32) yield { field, number: BigInt(take(4).readUInt32LE(0)), bytes: NO_BYTES };
    else throw new ProtoError("a field is of no known kind");
  }
}

/** google.protobuf.Timestamp -> Unix time in milliseconds, with fractions. @throws ProtoError */
export function protoTime(message: Buffer): number {
  let [seconds, nanos] = [0n, 0n];
  for (const { field, number } of protoFields(message)) {
    if (field === 1) seconds = BigInt.asIntN(64, number);
    else if (field === 2) nanos = BigInt.asIntN(32, number);
  }
  const time = Number(seconds) * 1000 + Number(nanos) / 1e6;
  if (Math.abs(time) > 8.64e15) throw new ProtoError("there is no such time");
  return time;
}
