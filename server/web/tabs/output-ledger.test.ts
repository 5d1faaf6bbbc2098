import { expect, test } from "vitest";
import { LAG_BYTES, LAG_MS, OutputLedger } from "./output-ledger.ts";

const KiB = 1024;
function two(): OutputLedger {
  const ledger = new OutputLedger();
  ledger.join("fast", 0);
  ledger.join("slow", 0);
  return ledger;
}

test("sandboxd hears of what the slowest reader has painted", () => {
  const ledger = two();
  ledger.output(0, 100 * KiB);
  ledger.acknowledge("fast", 64 * KiB, 0);
  expect(ledger.floor()).toBe(0);
  ledger.acknowledge("slow", 32 * KiB, 0);
  expect(ledger.floor()).toBe(32 * KiB);
});

test("where nobody reads, the program runs on", () => {
  const ledger = new OutputLedger();
  ledger.output(0, 300 * KiB);
  expect(ledger.floor()).toBe(300 * KiB);
});

test("a reader that holds another up is taken off after a while, and the other goes on", () => {
  const ledger = two();
  ledger.output(0, 256 * KiB);
  ledger.acknowledge("fast", 256 * KiB, 1000);
  expect(ledger.laggards(1000 + LAG_MS - 1)).toEqual([]);
  expect(ledger.laggards(1000 + LAG_MS)).toEqual(["slow"]);
  ledger.takeOff("slow");
  expect(ledger.floor()).toBe(256 * KiB);
  expect(ledger.output(256 * KiB, 10)).toEqual(["fast"]);
});

test("a reader that catches up in time stays", () => {
  const ledger = two();
  ledger.output(0, 256 * KiB);
  ledger.acknowledge("fast", 256 * KiB, 1000);
  ledger.acknowledge("slow", 256 * KiB - LAG_BYTES + 1, 1400);
  expect(ledger.laggards(99_999)).toEqual([]);
  expect(ledger.watching).toBe(false);
});

test("the only reader is never taken off for being slow: the program waits for it", () => {
  const ledger = new OutputLedger();
  ledger.join("only", 0);
  ledger.output(0, 256 * KiB);
  expect(ledger.laggards(1e9)).toEqual([]);
  expect(ledger.floor()).toBe(0);
});

test("a reader cannot acknowledge what it was never sent", () => {
  const ledger = two();
  ledger.output(0, 10);
  ledger.acknowledge("fast", 1e9, 0);
  ledger.acknowledge("slow", 10, 0);
  expect(ledger.floor()).toBe(10);
  ledger.acknowledge("stranger", 5, 0);
  expect(ledger.floor()).toBe(10);
});

test("output that is part of a reader's replay is not sent twice", () => {
  const ledger = new OutputLedger();
  ledger.join("late", 100);
  expect(ledger.output(50, 50)).toEqual([]);
  expect(ledger.output(100, 1)).toEqual(["late"]);
});

test("one that was taken off goes on once it has painted what it was sent", () => {
  const ledger = two();
  ledger.output(0, 256 * KiB);
  ledger.acknowledge("fast", 256 * KiB, 0);
  ledger.takeOff("slow");
  expect(ledger.canResume("slow")).toBe(false);
  ledger.acknowledge("slow", 240 * KiB, 5000);
  expect(ledger.canResume("slow")).toBe(true);
  expect(ledger.sentTo("slow")).toBe(256 * KiB);
});
