import { describe, expect, test } from "vitest";
import { rtnetlink } from "../recorded/recorded.ts";
import { bytesOf, eachAttribute, eachMessage, NLM_F, setSequence, toRequest } from "./nlmsg.ts";

const message = (sequence: number, type: number, payload: Buffer, flags = 0): Buffer => {
  const one = toRequest(type, flags, payload);
  setSequence(one, sequence);
  return one;
};
const code = (value: number) => {
  const buffer = Buffer.alloc(4);
  buffer.writeInt32LE(value);
  return buffer;
};
const read = (datagram: Buffer, sequence: number) => {
  const types: number[] = [];
  return { ...eachMessage(datagram, sequence, ({ type }) => types.push(type)), types };
};

describe("a datagram", () => {
  test("holds messages one after another; those that answer another request are passed over", () => {
    const datagram = Buffer.concat([
      message(7, 16, Buffer.alloc(6)),
      message(6, 17, Buffer.alloc(4)),
      message(7, 18, Buffer.alloc(4)),
    ]);
    // Six bytes are followed by two of padding.
    const padded = Buffer.concat([datagram.subarray(0, 22), Buffer.alloc(2), datagram.subarray(22)]);
    expect(read(padded, 7)).toEqual({ types: [16, 18], outcome: { kind: "more" }, interrupted: false });
  });

  test("ends a dump, or says what went wrong, by errno", () => {
    expect(read(Buffer.concat([message(1, 16, code(0)), message(1, 3, code(0))]), 1).outcome).toEqual({ kind: "done" });
    expect(read(message(1, 2, code(-1)), 1).outcome).toEqual({ kind: "error", errno: 1 });
    expect(read(message(1, 3, code(-22)), 1).outcome).toEqual({ kind: "error", errno: 22 });
  });

  test("says when what it lists changed meanwhile", () => {
    expect(read(Buffer.concat([message(1, 16, code(0), NLM_F.DUMP_INTR), message(1, 16, code(0))]), 1).interrupted).toBe(true);
    expect(read(message(1, 3, code(0), NLM_F.DUMP_INTR), 1).interrupted).toBe(true);
  });

  test("that was cut or lies about lengths is read as far as it goes", () => {
    const whole = Buffer.from(rtnetlink.links.br0!, "base64");
    const sequence = whole.readUInt32LE(8);
    expect(read(whole, sequence).types).toEqual([16]);
    expect(read(whole.subarray(0, whole.length - 8), sequence).types).toEqual([]);
    const zero = Buffer.from(whole);
    zero.writeUInt32LE(0, 0);
    expect(read(zero, sequence).types).toEqual([]);
  });
});

describe("attributes", () => {
  const attributesOf = (buffer: Buffer, start = 0) => {
    const found: [number, string][] = [];
    eachAttribute(buffer, start, buffer.length, (type, at, length) =>
      found.push([type, buffer.toString("hex", at, at + length)]),
    );
    return found;
  };

  test("come out as they went in, nested ones too", () => {
    const request = toRequest(18, 0, Buffer.alloc(0), [
      [1, Buffer.from("abc")],
      [29, 4],
      [18, [[1, Buffer.from("x")]]],
    ]);
    expect(attributesOf(request, 16)).toEqual([
      [1, "616263"],
      [29, "04000000"],
      [18, "0500010078000000"],
    ]);
  });

  test("with impossible lengths end the list", () => {
    expect(attributesOf(Buffer.from([3, 0, 1, 0, 9, 9, 9, 9]))).toEqual([]);
    expect(attributesOf(Buffer.from([8, 0, 1, 0, 1, 2, 3, 4, 20, 0, 2, 0]))).toEqual([[1, "01020304"]]);
  });

  test("of text end at the first NUL, or where the attribute does", () => {
    const buffer = Buffer.from("eth0\0zzz");
    expect([bytesOf(buffer, 0, 8), bytesOf(buffer, 0, 3), bytesOf(buffer, 5, 3)]).toEqual(["eth0", "eth", "zzz"]);
  });
});
