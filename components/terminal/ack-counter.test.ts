import { expect, it } from "vitest";
import { AckCounter } from "./ack-counter.ts";

it("acknowledges once enough has been painted, and then counts from there", () => {
  const acks = new AckCounter(100, 0);
  expect(acks.painted(99)).toBeNull();
  expect(acks.painted(130)).toBe(130);
  expect(acks.painted(200)).toBeNull();
  expect(acks.painted(230)).toBe(230);
});

it("acknowledges a write larger than the interval once, at its end", () => {
  expect(new AckCounter(100, 0).painted(1000)).toBe(1000);
});

it("counts from the offset a replay began at", () => {
  const acks = new AckCounter(100, 5000);
  expect(acks.painted(5050)).toBeNull();
  expect(acks.painted(5100)).toBe(5100);
});

it("is silent when an old write is painted after a newer acknowledgement", () => {
  const acks = new AckCounter(100, 0);
  acks.painted(300);
  expect(acks.painted(200)).toBeNull();
});
