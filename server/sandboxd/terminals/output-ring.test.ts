import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { OutputRing } from "./output-ring.ts";

describe("output ring", () => {
  test("whatever is written in whatever pieces, the last bytes come back from any offset still held", () => {
    fc.assert(
      fc.property(
        fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 40 }),
        fc.integer({ min: 1, max: 64 }),
        (pieces, capacity) => {
          const ring = new OutputRing(capacity);
          for (const piece of pieces) ring.append(Buffer.from(piece));
          const all = Buffer.concat(pieces);
          expect(ring.end).toBe(all.length);
          expect(ring.end - ring.start).toBe(Math.min(all.length, capacity));
          for (let offset = ring.start; offset <= ring.end; offset++) expect(ring.readFrom(offset)).toEqual(all.subarray(offset));
        },
      ),
    );
  });

  test("what was overrun or not yet written is not made up", () => {
    const ring = new OutputRing(4);
    ring.append(Buffer.from("abcdef"));
    expect(ring.readFrom(1)).toBeNull();
    expect(ring.readFrom(7)).toBeNull();
    expect(ring.readFrom(2)?.toString()).toBe("cdef");
  });

  test("growing from 4 KiB to 128 KiB loses nothing", () => {
    const ring = new OutputRing();
    const all = Buffer.from(Array.from({ length: 200_000 }, (_, index) => index % 251));
    for (let at = 0; at < all.length; at += 777) ring.append(all.subarray(at, at + 777));
    expect(ring.readFrom(ring.start)?.equals(all.subarray(all.length - 128 * 1024))).toBe(true);
  });
});
