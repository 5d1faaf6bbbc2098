import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { BoltError, readBoltBucket } from "./parse-bolt.ts";
import { toNetworks } from "./to-networks.ts";

/** Written by dockerd 26.1.5 with the networks bridge, host, none and blue; one called gone was made and removed. */
const recorded = gunzipSync(readFileSync(new URL("./recorded/local-kv.db.gz", import.meta.url)));

test("the networks of an engine are those it has now: what it removed lies in no page that the newest tree reaches", () => {
  const { networks, unread } = toNetworks(readBoltBucket(recorded, "libnetwork"));
  expect(unread).toBe(0);
  expect(networks.map(({ name, driver, bridge, gateway }) => [name, driver, bridge, gateway]).sort()).toEqual([
    ["blue", "bridge", "br-2c44591f1100", "172.18.0.1/16"],
    ["bridge", "bridge", "docker0", "172.17.0.1/16"],
    ["host", "host", null, null],
    ["none", "null", null, null],
  ]);
});

test("a bucket that is not there has no values", () => {
  expect(readBoltBucket(recorded, "nothing").size).toBe(0);
});

test("a damaged or hostile file is refused or read, and never takes long", () => {
  expect(() => readBoltBucket(Buffer.alloc(0), "libnetwork")).toThrow(BoltError);
  expect(() => readBoltBucket(Buffer.from("not a database at all"), "libnetwork")).toThrow(BoltError);
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(recorded.length - 1), fc.nat(255)), { maxLength: 40 }),
      fc.nat(recorded.length),
      (changes, length) => {
        const file = Buffer.from(recorded.subarray(0, length));
        // The meta pages stay whole: what is behind them is what a student would aim at.
        for (const [at, byte] of changes) if (at >= 8192 && at < file.length) file[at] = byte;
        try {
          readBoltBucket(file, "libnetwork");
        } catch (error) {
          expect(error).toBeInstanceOf(BoltError);
        }
      },
    ),
    { numRuns: 300 },
  );
});

test("a page that leads back to itself ends", () => {
  const file = Buffer.from(recorded);
  // Root of the newest tree: a branch with one child, itself.
  const root = [0, 4096].map((meta) => Number(file.readBigUInt64LE(meta + 32)));
  for (const page of root) {
    file.writeUInt16LE(0x01, page * 4096 + 8);
    file.writeUInt16LE(1, page * 4096 + 10);
    file.writeBigUInt64LE(BigInt(page), page * 4096 + 16 + 8);
  }
  expect(() => readBoltBucket(file, "libnetwork")).toThrow("too many pages");
});
