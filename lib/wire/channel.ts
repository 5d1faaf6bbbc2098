import type { Socket } from "node:net";
import { Packr } from "msgpackr";
import { z } from "zod";
import { FrameDecoder, frameHeader } from "./frames.ts";

/** A peer that stopped reading is dropped past this; flow control keeps honest peers far below. */
const UNREAD_CAP_BYTES = 64 * 1024 * 1024;

/** Plain objects and byte strings only: no records, no classes, no references. */
const packr = new Packr({ useRecords: false, moreTypes: false, mapsAsObjects: true });

/** What birpc puts on the wire: a question (without i: nobody waits for an answer) or the answer to question i. */
const Message = z.discriminatedUnion("t", [
  z.object({ t: z.literal("q"), m: z.string(), a: z.array(z.unknown()).max(1), i: z.string().optional() }),
  z.object({ t: z.literal("s"), i: z.string(), r: z.unknown().optional(), e: z.unknown().optional() }),
]);
type Message = z.infer<typeof Message>;

/** Whole messages over one socket, in order. */
export type Channel = {
  post(message: unknown): void;
  listen(listener: (message: Message) => void): void;
  close(reason: string): void;
};

/**
 * Length-framed msgpack over a socket. Malformed input and a peer that does not read close it; onClose gets the reason, once.
 * An answer is delivered alone in its turn of the event loop: whoever awaits it has gone on before the next message arrives, so that live
 * output can never overtake the replay it follows.
 */
export function openChannel(socket: Socket, onClose: (reason: string) => void): Channel {
  const decoder = new FrameDecoder();
  const arrived: Message[] = [];
  let listener: ((message: Message) => void) | null = null;
  let draining = false;
  let reason: string | null = null;

  const close = (why: string) => {
    if (reason !== null) return;
    reason = why;
    arrived.length = 0;
    socket.destroy();
    onClose(why);
  };

  const drain = () => {
    draining = false;
    while (reason === null && listener && arrived.length > 0) {
      const message = arrived.shift()!;
      listener(message);
      if (message.t === "s" && arrived.length > 0) {
        draining = true;
        setImmediate(drain);
        return;
      }
    }
  };

  socket.on("data", (piece: Buffer) => {
    try {
      for (const payload of decoder.push(piece)) arrived.push(Message.parse(packr.unpack(payload)));
    } catch (error) {
      close(`malformed message: ${error instanceof Error ? error.message : String(error)}`);
      return;
    }
    if (!draining) drain();
  });
  socket.on("error", (error) => close(error.message));
  socket.on("close", () => close("the other side closed the connection"));

  return {
    post(message) {
      if (reason !== null) return;
      const payload = packr.pack(message);
      const header = frameHeader(payload.length);
      socket.cork();
      socket.write(header);
      socket.write(payload);
      socket.uncork();
      if (socket.writableLength > UNREAD_CAP_BYTES) close(`the other side left ${socket.writableLength} bytes unread`);
    },
    listen(next) {
      listener = next;
      if (!draining) drain();
    },
    close,
  };
}
