import { describe, expect, test } from "vitest";
import { InputQueue } from "./input-queue.ts";
import { manualClock } from "./manual-clock.ts";

/** A pty with room for so many bytes. */
const setUp = (room = Number.POSITIVE_INFINITY) => {
  const clock = manualClock();
  const pty = { room, taken: "" };
  const queue = new InputQueue((data) => {
    const fits = Math.min(pty.room, data.length);
    pty.room -= fits;
    pty.taken += data.subarray(0, fits).toString();
    return fits;
  }, clock);
  return { clock, pty, queue };
};

describe("input queue", () => {
  test("a keystroke is written before push returns", () => {
    const { queue, pty } = setUp();
    queue.start();
    queue.push(Buffer.from("x"));
    expect(pty.taken).toBe("x");
  });

  test("nothing is typed into a shell that is not yet in its place; then everything is, in order", () => {
    const { queue, pty } = setUp();
    queue.push(Buffer.from("ls"));
    queue.push(Buffer.from("\r"));
    expect(pty.taken).toBe("");
    queue.start();
    expect(pty.taken).toBe("ls\r");
  });

  test("what a full pty did not take is offered again, and later keys wait behind it", () => {
    const { queue, pty, clock } = setUp(3);
    queue.start();
    queue.push(Buffer.from("abcde"));
    queue.push(Buffer.from("f"));
    expect(pty.taken).toBe("abc");
    pty.room = 100;
    clock.advance(4);
    expect(pty.taken).toBe("abcdef");
  });

  test("a program that reads nothing is given 1 MiB and no more", () => {
    const { queue } = setUp(0);
    queue.start();
    expect(queue.push(Buffer.alloc(1024 * 1024))).toBe(true);
    expect(queue.push(Buffer.from("x"))).toBe(false);
  });

  test("after the end nothing is written", () => {
    const { queue, pty, clock } = setUp(1);
    queue.start();
    queue.push(Buffer.from("ab"));
    queue.stop();
    pty.room = 100;
    clock.advance(100);
    expect(pty.taken).toBe("a");
  });
});
