import { toAddressText, toMacText } from "../../rtnetlink/ip-address.ts";
import { NO_ENDPOINTS, type Payload } from "./parsed-frame.ts";

const LENGTH = 28;
/** Ethernet (1) and IPv4 (0x0800), addresses of 6 and 4 bytes: the only ARP that is spoken here (RFC 826). */
const HEADER = "000108000604";

/** An ARP message for IPv4 over Ethernet; null for anything else. Nothing on its way changes a byte of it. */
export function parseArp(data: Buffer, start: number): Payload | null {
  if (data.length < start + LENGTH || data.toString("hex", start, start + 6) !== HEADER) return null;
  const operation = data.readUInt16BE(start + 6);
  const senderMac = toMacText(data, start + 8, 6);
  const sender = toAddressText(data, start + 14, 4);
  const target = toAddressText(data, start + 24, 4);
  const says =
    operation === 1
      ? `who-has ${target} tell ${sender}`
      : operation === 2
        ? `${sender} is-at ${senderMac}`
        : `operation ${operation}`;
  return {
    ...NO_ENDPOINTS,
    source: sender,
    destination: target,
    protocol: "arp",
    says,
    payloadBytes: 0,
    ttl: null,
    echoId: null,
    identity: `arp ${data.toString("hex", start, start + LENGTH)}`,
    distinct: true,
    inside: null,
  };
}
