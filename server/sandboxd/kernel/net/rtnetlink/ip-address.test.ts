import { expect, test } from "vitest";
import { toAddressText, toMacText, toPrefixText } from "./ip-address.ts";

const address = (hex: string) => toAddressText(Buffer.from(hex, "hex"), 0, hex.length / 2);

test("addresses read as inet_ntop writes them", () => {
  expect(address("0a090001")).toBe("10.9.0.1");
  expect(address("20010db8000000000000000000000001")).toBe("2001:db8::1");
  expect(address("00000000000000000000000000000000")).toBe("::");
  expect(address("00000000000000000000000000000001")).toBe("::1");
  expect(address("fe800000000000000000000000000000")).toBe("fe80::");
  expect(address("20010db8000100000002000000000003")).toBe("2001:db8:1:0:2::3");
  expect(address("20010000000000010000000000000001")).toBe("2001:0:0:1::1");
  // A single zero group stays, of two equal runs the first is left out.
  expect(address("00010000000200030004000500060007")).toBe("1:0:2:3:4:5:6:7");
  expect(address("00010000000000020003000000000004")).toBe("1::2:3:0:0:4");
  expect(address("00000000000000000000ffff0a000001")).toBe("::ffff:10.0.0.1");
  expect(address("0000000000000000000000000a000001")).toBe("::10.0.0.1");
});

test("a prefix of length zero is the default route, even where the address is not told", () => {
  expect(toPrefixText(2, Buffer.alloc(0), 0, 0, 0)).toBe("default");
  expect(toPrefixText(2, Buffer.from([10, 0, 0, 0]), 0, 4, 8)).toBe("10.0.0.0/8");
  expect(toPrefixText(10, Buffer.alloc(0), 0, 0, 8)).toBe("::/8");
});

test("only six bytes are an Ethernet address", () => {
  expect(toMacText(Buffer.from("0200000000ff", "hex"), 0, 6)).toBe("02:00:00:00:00:ff");
  expect(toMacText(Buffer.from("0a000001", "hex"), 0, 4)).toBeNull();
});
