import { toAddressText } from "../../rtnetlink/ip-address.ts";
import { bytesAsText, type Payload, type Segment } from "./parsed-frame.ts";

const HEADER = 8;

/** Reads the datagram that an error message quotes, from where it begins. */
type Quoted = (start: number) => Payload | null;
type Kind = { says(code: number): string; carries: "echo" | "quote" | "target" | "data" };

const echo = (says: string): Kind => ({ says: () => says, carries: "echo" });
const error = (says: string, codes: Record<number, string> = {}): Kind => ({
  says: (code) => codes[code] ?? says,
  carries: "quote",
});
const other = (says: string): Kind => ({ says: () => says, carries: "data" });
const solicitation = (says: string): Kind => ({ says: () => says, carries: "target" });

/** include/uapi/linux/icmp.h */
const ICMP: Record<number, Kind> = {
  0: echo("echo reply"),
  3: error("destination unreachable", {
    0: "network unreachable",
    1: "host unreachable",
    2: "protocol unreachable",
    3: "port unreachable",
    4: "fragmentation needed",
    9: "network prohibited",
    10: "host prohibited",
    13: "administratively prohibited",
  }),
  5: error("redirect"),
  8: echo("echo request"),
  11: error("time exceeded"),
  12: error("parameter problem"),
};

/** include/uapi/linux/icmpv6.h, RFC 4861, RFC 3810 */
const ICMPV6: Record<number, Kind> = {
  1: error("destination unreachable", {
    0: "no route",
    1: "administratively prohibited",
    3: "address unreachable",
    4: "port unreachable",
  }),
  2: error("packet too big"),
  3: error("time exceeded"),
  4: error("parameter problem"),
  128: echo("echo request"),
  129: echo("echo reply"),
  130: other("multicast listener query"),
  131: other("multicast listener report"),
  132: other("multicast listener done"),
  133: other("router solicitation"),
  134: other("router advertisement"),
  135: solicitation("neighbour solicitation"),
  136: solicitation("neighbour advertisement"),
  137: other("redirect"),
  143: other("multicast listener report"),
};

export const parseIcmp = (data: Buffer, start: number, end: number, quoted: Quoted): Segment | null =>
  parseMessage(ICMP, data, start, end, quoted);
export const parseIcmpv6 = (data: Buffer, start: number, end: number, quoted: Quoted): Segment | null =>
  parseMessage(ICMPV6, data, start, end, quoted);

/** Null where the header was not captured whole. */
function parseMessage(kinds: Record<number, Kind>, data: Buffer, start: number, end: number, quoted: Quoted): Segment | null {
  if (data.length < start + HEADER || end < start + HEADER) return null;
  const [type, code] = [data[start]!, data[start + 1]!];
  const kind = kinds[type] ?? other(`type ${type} code ${code}`);
  const payload = start + HEADER;
  const said = kind.says(code);
  const base = { says: said, payloadBytes: end - payload, distinct: end - payload >= 16 };
  const named = `${type} ${code}`;
  if (kind.carries === "echo") {
    const sequence = data.readUInt16BE(start + 6);
    const identity = `${named} ${sequence} ${bytesAsText(data, payload, end)}`;
    return { ...base, says: `${said} ${sequence}`, echoId: data.readUInt16BE(start + 4), identity };
  }
  if (kind.carries === "quote") {
    // Translation changes the quoted addresses and ports too, and their checksums.
    const quote = quoted(payload);
    if (quote) return { ...base, identity: `${named} ${quote.identity}`, distinct: quote.distinct };
  }
  if (kind.carries === "target" && data.length >= payload + 16)
    return {
      ...base,
      says: `${said} ${toAddressText(data, payload, 16)}`,
      identity: `${named} ${bytesAsText(data, payload, end)}`,
    };
  return { ...base, identity: `${named} ${data.toString("hex", start + 4, payload)} ${bytesAsText(data, payload, end)}` };
}
