import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { readScreen } from "./read-screen.ts";
import { Screen } from "./screen.ts";

vi.setConfig({ testTimeout: 30_000 });

const capture = (screen: Screen) => new Promise<Buffer>((resolve) => screen.capture(resolve));

/** What programs print: text, colours, cursor moves, erasing, wide characters, scrolling, the alternate screen. */
const PRINTED = fc.oneof(
  fc.string({ maxLength: 30 }).map((text) => text.replace(/[\x00-\x1f\x7f-\x9f]/g, "")),
  fc.constantFrom("\r\n", "\n", "\r", "\b", "\t", "层叠文件", "🐧", "é"),
  fc.constantFrom("\x1b[1m", "\x1b[0m", "\x1b[7m", "\x1b[4;31m", "\x1b[48;5;22m", "\x1b[38;2;1;2;3m"),
  fc.constantFrom(
    "\x1b[H",
    "\x1b[2J",
    "\x1b[K",
    "\x1b[1K",
    "\x1b[3A",
    "\x1b[5C",
    "\x1b[2D",
    "\x1b[4;9H",
    "\x1b[2L",
    "\x1b[M",
    "\x1b[3P",
  ),
  fc.constantFrom("\x1b[?2004h", "\x1b[?1h", "\x1b[?25l", "\x1b[?25h", "\x1b[?1006h", "\x1b[?1000h"),
);

test("a screen painted from a capture equals the screen of someone who saw every byte, wherever the pieces were cut", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(PRINTED, { maxLength: 80 }), fc.integer({ min: 1, max: 17 }), async (parts, cut) => {
      const bytes = Buffer.from(parts.join(""));
      const screen = new Screen(40, 10, () => undefined);
      for (let at = 0; at < bytes.length; at += cut) screen.write(bytes.subarray(at, at + cut));
      const painted = await readScreen(40, 10, await capture(screen));
      expect(painted).toEqual(await readScreen(40, 10, bytes));
      screen.dispose();
    }),
    { numRuns: Number(process.env.GLASSBOX_PROPERTY_RUNS ?? 80) },
  );
});

test("a screen cleared to a colour comes back in that colour, below the last line of text too", async () => {
  for (const bytes of ["\x1b[48;5;22m\x1b[2J", "text\r\n\x1b[44m\x1b[J", "\x1b[48;2;1;2;3m\x1b[2J\x1b[3;9Hx\x1b[0m"]) {
    const screen = new Screen(40, 10, () => undefined);
    screen.write(Buffer.from(bytes));
    expect(await readScreen(40, 10, await capture(screen))).toEqual(await readScreen(40, 10, Buffer.from(bytes)));
    screen.dispose();
  }
});

test("a capture in the middle of a character or a colour goes on where the program does", async () => {
  const bytes = Buffer.from("before \x1b[1;35m层叠\x1b[0m after");
  for (let cut = 1; cut < bytes.length; cut++) {
    const screen = new Screen(40, 10, () => undefined);
    screen.write(bytes.subarray(0, cut));
    const restored = Buffer.concat([await capture(screen), bytes.subarray(cut)]);
    expect(await readScreen(40, 10, restored)).toEqual(await readScreen(40, 10, bytes));
    screen.dispose();
  }
});

test("the program is asked to wait while much is unparsed, and let go on afterwards", async () => {
  const changes: boolean[] = [];
  const screen = new Screen(80, 24, (busy) => changes.push(busy));
  for (let piece = 0; piece < 20; piece++) screen.write(Buffer.from("y\n".repeat(4096)));
  expect(changes).toEqual([true]);
  await capture(screen);
  expect(changes).toEqual([true, false]);
  screen.dispose();
});
