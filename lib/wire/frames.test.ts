import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FRAME_CAP_BYTES, FrameDecoder, FrameError, frameHeader } from "./frames.ts";

const framed = (payload: Uint8Array) => Buffer.concat([frameHeader(payload.length), payload]);

describe("frames", () => {
  test("any messages cut anywhere come out whole and in order", () => {
    fc.assert(
      fc.property(
        fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 20 }),
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 50 }),
        (messages, cuts) => {
          const stream = Buffer.concat(messages.map(framed));
          const decoder = new FrameDecoder();
          const received: Buffer[] = [];
          for (let at = 0, turn = 0; at < stream.length; turn++) {
            const length = cuts[turn % cuts.length]!;
            received.push(...decoder.push(stream.subarray(at, at + length)));
            at += length;
          }
          expect(received.map((payload) => payload.toString("hex"))).toEqual(
            messages.map((payload) => Buffer.from(payload).toString("hex")),
          );
        },
      ),
    );
  });

  test("a header that announces more than the cap is refused before a byte of it is kept", () => {
    const header = Buffer.alloc(4);
    header.writeUInt32BE(FRAME_CAP_BYTES + 1);
    expect(() => new FrameDecoder().push(header)).toThrow(FrameError);
  });

  test("a message over the cap is never sent", () => {
    expect(() => frameHeader(FRAME_CAP_BYTES + 1)).toThrow(FrameError);
  });
});
