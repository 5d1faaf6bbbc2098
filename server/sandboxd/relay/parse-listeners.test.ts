import { expect, test } from "vitest";
import { parseListeners } from "./parse-listeners.ts";

const HEAD = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n";

test("listeners are read with their address; connections are not listeners", () => {
  const text = `${HEAD}   0: 0100007F:1F98 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1 1 0 100 0 0 10 0
   1: 00000000:0050 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 2 1 0 100 0 0 10 0
   2: 0100007F:1F98 0100007F:A2C4 01 00000000:00000000 00:00000000 00000000     0        0 3 1 0 20 4 30 10 -1
`;
  expect(parseListeners(text)).toEqual([
    { address: "127.0.0.1", port: 8088 },
    { address: "0.0.0.0", port: 80 },
  ]);
});

test("IPv6 addresses are written as people write them", () => {
  const row = (address: string) =>
    `   0: ${address}:0BB8 ${"0".repeat(32)}:0000 0A 00000000:00000000 00:00000000 00000000 0 0 1 1\n`;
  expect(parseListeners(`${HEAD}${row("00000000000000000000000001000000")}${row("0".repeat(32))}`)).toEqual([
    { address: "::1", port: 3000 },
    { address: "::", port: 3000 },
  ]);
});

test("a row that was cut, or is none, counts for nothing", () =>
  expect(parseListeners(`${HEAD}   0: 0100007F:1F98 0000`)).toEqual([]));
