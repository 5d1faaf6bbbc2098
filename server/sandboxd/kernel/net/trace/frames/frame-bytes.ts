/** Frames for tests, byte by byte, as their senders put them together. Checksums are zero: nothing here looks at them. */

const u8 = (value: number): Buffer => Buffer.from([value]);
const u16 = (value: number): Buffer => Buffer.from([value >> 8, value & 0xff]);
const u32 = (value: number): Buffer => Buffer.concat([u16(value >>> 16), u16(value & 0xffff)]);
const macOf = (text: string): Buffer => Buffer.from(text.replaceAll(":", ""), "hex");
const ip4 = (text: string): Buffer => Buffer.from(text.split(".").map(Number));
/** All groups written out or one "::". */
const ip6 = (text: string): Buffer => {
  const [head = "", tail = ""] = text.split("::").map((half) => half.split(":").filter(Boolean));
  const groups = [...head, ...Array.from({ length: 8 - head.length - tail.length }, () => "0"), ...tail];
  return Buffer.concat(groups.map((group) => u16(Number.parseInt(group, 16))));
};

export const MAC = { a: "02:00:00:00:00:0a", b: "02:00:00:00:00:0b", all: "ff:ff:ff:ff:ff:ff" } as const;

export type Ends = { source?: string; destination?: string };

export const ethernet = (
  payload: Buffer,
  type = 0x0800,
  { source = MAC.a, destination = MAC.b, tags = [] as readonly number[] }: Ends & { tags?: readonly number[] } = {},
): Buffer =>
  Buffer.concat([macOf(destination), macOf(source), ...tags.flatMap((tag) => [u16(0x8100), u16(tag)]), u16(type), payload]);

export const ipv4 = (
  protocol: number,
  payload: Buffer,
  {
    source = "10.9.0.1",
    destination = "10.9.0.2",
    ttl = 64,
    id = 7,
    fragment = 0,
    options = Buffer.alloc(0),
  }: Ends & { ttl?: number; id?: number; fragment?: number; options?: Buffer } = {},
): Buffer =>
  Buffer.concat([
    u8(0x45 + options.length / 4),
    u8(0),
    u16(20 + options.length + payload.length),
    ...[u16(id), u16(fragment), u8(ttl), u8(protocol), u16(0), ip4(source), ip4(destination), options, payload],
  ]);

export const ipv6 = (
  next: number,
  payload: Buffer,
  { source = "fd00::1", destination = "fd00::2", ttl = 64 }: Ends & { ttl?: number } = {},
): Buffer => Buffer.concat([u32(0x60000000), u16(payload.length), u8(next), u8(ttl), ip6(source), ip6(destination), payload]);

export type Ports = { sourcePort?: number; destinationPort?: number };

export const tcp = (
  {
    sourcePort = 40_000,
    destinationPort = 80,
    sequence = 1000,
    acknowledgement = 0,
    flags = 0x02,
  }: Ports & {
    sequence?: number;
    acknowledgement?: number;
    flags?: number;
  } = {},
  payload = Buffer.alloc(0),
): Buffer =>
  Buffer.concat([
    ...[u16(sourcePort), u16(destinationPort), u32(sequence), u32(acknowledgement), u8(0x50), u8(flags), u16(64), u32(0)],
    payload,
  ]);

export const udp = (payload: Buffer, { sourcePort = 5000, destinationPort = 53 }: Ports = {}): Buffer =>
  Buffer.concat([u16(sourcePort), u16(destinationPort), u16(8 + payload.length), u16(0), payload]);

export const icmp = (type: number, code: number, rest: number, payload: Buffer): Buffer =>
  Buffer.concat([u8(type), u8(code), u16(0), u32(rest), payload]);
export const echo = (
  type: number,
  id: number,
  sequence: number,
  payload = Buffer.from("what time it was when it was sent"),
): Buffer => icmp(type, 0, id * 65_536 + sequence, payload);

export const arp = (
  operation: number,
  sender: readonly [mac: string, ip: string],
  target: readonly [mac: string, ip: string],
): Buffer =>
  Buffer.concat([
    Buffer.from("000108000604", "hex"),
    u16(operation),
    ...[sender, target].flatMap(([m, ip]) => [macOf(m), ip4(ip)]),
  ]);

export const vxlan = (vni: number, frame: Buffer, flags = 0x08): Buffer =>
  Buffer.concat([u32(flags * 2 ** 24), u32(vni * 256), frame]);
