import { describe, expect, it } from "vitest";
import type { TerminalSink } from "../../../components/terminal/terminal-port.ts";
import type { LabWire } from "./lab-wire.ts";
import { TerminalFeed } from "./terminal-feed.ts";

const TERMINAL = "aaaaaaaaaaaa.1";
const bytes = (text: string) => new TextEncoder().encode(text);

/** A wire that answers terminal:attach when told to, and a screen that keeps what was written. */
function bench() {
  const attaches: { have: number | null; answer: (kind: "bytes" | "screen", text: string, offset: number) => Promise<void> }[] =
    [];
  const sent: { name: string; message: unknown }[] = [];
  const wire = {
    call: (name: string, request: { have: number | null }) =>
      new Promise((resolve) => {
        if (name !== "terminal:attach") throw new Error(`unexpected ${name}`);
        attaches.push({
          have: request.have,
          async answer(kind, text, offset) {
            resolve({ ok: true, value: { kind, data: bytes(text), offset, cols: 80, rows: 24 } });
            await Promise.resolve();
            await Promise.resolve();
          },
        });
      }),
    signal: (name: string, message: unknown) => sent.push({ name, message }),
  } as unknown as LabWire;
  let screen = "";
  const sink: TerminalSink = {
    reset: () => {
      screen = "";
    },
    write(data, painted) {
      screen += new TextDecoder().decode(data);
      painted();
    },
    settled: () => undefined,
    gone: () => {
      screen = "GONE";
    },
  };
  const feed = new TerminalFeed(wire, TERMINAL);
  return { feed, sink, attaches, sent, screen: () => screen };
}

describe("TerminalFeed", () => {
  it("paints what arrives while the screen is being fetched once, and in order", async () => {
    const { feed, sink, attaches, screen } = bench();
    feed.connect(sink);
    feed.receive(3, bytes("def"));
    feed.receive(6, bytes("ghi"));
    await attaches[0]?.answer("screen", "abcdef", 6);
    expect(screen()).toBe("abcdefghi");
  });

  it("asks after a reconnection only for what it has not had", async () => {
    const { feed, sink, attaches, screen } = bench();
    feed.connect(sink);
    await attaches[0]?.answer("screen", "abc", 3);
    feed.receive(3, bytes("de"));
    feed.resume();
    expect(attaches[1]?.have).toBe(5);
    await attaches[1]?.answer("bytes", "fg", 7);
    expect(screen()).toBe("abcdefg");
  });

  it("starts the screen anew when too much was missed", async () => {
    const { feed, sink, attaches, screen } = bench();
    feed.connect(sink);
    await attaches[0]?.answer("screen", "old", 3);
    feed.resume();
    await attaches[1]?.answer("screen", "new screen", 900_000);
    expect(screen()).toBe("new screen");
  });

  it("fetches again when output went missing on the way", async () => {
    const { feed, sink, attaches, screen } = bench();
    feed.connect(sink);
    await attaches[0]?.answer("screen", "abc", 3);
    feed.receive(5, bytes("fg"));
    expect(attaches[1]?.have).toBe(3);
    await attaches[1]?.answer("bytes", "defg", 7);
    expect(screen()).toBe("abcdefg");
  });

  it("acknowledges painted output every 32 KiB", async () => {
    const { feed, sink, attaches, sent } = bench();
    feed.connect(sink);
    await attaches[0]?.answer("screen", "", 100);
    feed.receive(100, new Uint8Array(30_000));
    expect(sent).toEqual([]);
    feed.receive(30_100, new Uint8Array(3000));
    expect(sent).toEqual([{ name: "terminal:ack", message: { terminal: TERMINAL, offset: 33_100 } }]);
  });

  it("cuts a paste so that no message is larger than the server takes", () => {
    const { feed, sent } = bench();
    feed.send(new Uint8Array(40_000));
    expect(sent.map(({ message }) => (message as { data: Uint8Array }).data.byteLength)).toEqual([16_384, 16_384, 7232]);
  });

  it("ignores an answer that comes after a newer question", async () => {
    const { feed, sink, attaches, screen } = bench();
    feed.connect(sink);
    feed.resume();
    await attaches[1]?.answer("screen", "right", 5);
    await attaches[0]?.answer("screen", "stale", 5);
    expect(screen()).toBe("right");
  });
});
