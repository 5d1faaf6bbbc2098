import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { manualClock } from "./manual-clock.ts";
import { OutputBatcher } from "./output-batcher.ts";

const setUp = () => {
  const clock = manualClock();
  const sent: Buffer[] = [];
  return { clock, sent, batcher: new OutputBatcher((data) => sent.push(data), clock) };
};

describe("output batcher", () => {
  test("an echo is sent at once, without waiting for a timer", () => {
    const { batcher, sent } = setUp();
    batcher.push(Buffer.from("l"));
    batcher.push(Buffer.from("s"));
    expect(sent.map(String)).toEqual(["l", "s"]);
  });

  test("past 2 KiB in 4 ms the rest goes out together, 4 ms later", () => {
    const { batcher, sent, clock } = setUp();
    for (let piece = 0; piece < 10; piece++) batcher.push(Buffer.alloc(1000));
    expect(sent.map((data) => data.length)).toEqual([1000, 1000]);
    clock.advance(4);
    expect(sent.map((data) => data.length)).toEqual([1000, 1000, 8000]);
  });

  test("64 KiB never wait for the timer", () => {
    const { batcher, sent } = setUp();
    for (let piece = 0; piece < 16; piece++) batcher.push(Buffer.alloc(4096));
    expect(sent.map((data) => data.length)).toEqual([65536]);
  });

  test("whatever comes when, every byte is sent once and in order", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 0, max: 6 })), { maxLength: 60 }),
        (steps) => {
          const { batcher, sent, clock } = setUp();
          let byte = 0;
          const all: Buffer[] = [];
          for (const [length, wait] of steps) {
            const piece = Buffer.alloc(length, byte++);
            all.push(piece);
            batcher.push(piece);
            clock.advance(wait);
          }
          batcher.flush();
          expect(Buffer.concat(sent).equals(Buffer.concat(all))).toBe(true);
        },
      ),
    );
  });
});
