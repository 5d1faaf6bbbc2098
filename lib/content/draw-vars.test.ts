import { expect, test } from "vitest";
import type { LabVars } from "../contract/lab-vars.ts";
import { createChoose, drawVars, keepVars, parseNetwork } from "./draw-vars.ts";

const secret = Buffer.alloc(32, 7);
const vars: LabVars = {
  net: { subnet: "10.0.0.0/8" },
  color: { pick: ["red", "green", "blue"] },
  port: { range: [8000, 8099] },
  word: "name",
  key: "secret",
};
const of = (person: string, lab = "net-01", key: Uint8Array = secret) => drawVars(vars, createChoose(key, person, lab));

test("the same person has the same values at the same lab, each time", () => {
  expect(of("ada")).toEqual(of("ada"));
  expect(of("ada")).toEqual({
    net: expect.stringMatching(/^10\.\d{1,3}\.\d{1,3}$/),
    color: expect.stringMatching(/^(red|green|blue)$/),
    port: expect.any(Number),
    word: expect.stringMatching(/^([bdlmnrtv][aeiou]){3}$/),
    key: expect.stringMatching(/^[0-9a-f]{16}$/),
  });
});

test("another person, another lab and another server have other values", () => {
  const values = [of("ada"), of("bob"), of("ada", "net-02"), of("ada", "net-01", Buffer.alloc(32, 8))];
  for (const name of ["net", "word", "key"]) expect(new Set(values.map((each) => each[name])).size).toBe(4);
});

test("every value of a choice comes up, and none outside it", () => {
  const class300 = Array.from({ length: 300 }, (_, person) => of(`person ${person}`));
  expect(new Set(class300.map(({ color }) => color))).toEqual(new Set(["red", "green", "blue"]));
  const ports = class300.map(({ port }) => Number(port));
  expect(Math.min(...ports)).toBeGreaterThanOrEqual(8000);
  expect(Math.max(...ports)).toBeLessThanOrEqual(8099);
  expect(new Set(ports).size).toBeGreaterThan(80);
});

test("a subnet stays clear of the networks that the sandbox has already, where the pool has room", () => {
  const drawn = (avoid: string[]) =>
    Array.from(
      { length: 100 },
      (_, person) => drawVars({ net: { subnet: "10.0.0.0/22" } }, createChoose(secret, `person ${person}`, "x"), avoid).net,
    );
  expect(new Set(drawn([]))).toEqual(new Set(["10.0.0", "10.0.1", "10.0.2", "10.0.3"]));
  expect(new Set(drawn(["10.0.0.0/23", "10.0.3.128/25"]))).toEqual(new Set(["10.0.2"]));
  expect(drawn(["10.0.0.0/8"])).toHaveLength(100);
});

test("an attempt keeps a value that the lab makes otherwise by now, and gets those that are new", () => {
  expect(
    keepVars({ color: { pick: ["black", "white"] }, word: "name" }, { color: "red", old: 1 }, { color: "black", word: "lulu" }),
  ).toEqual({
    color: "red",
    word: "lulu",
  });
});

test("a network is its first and its last address", () => {
  expect(parseNetwork("10.1.2.3/24")).toEqual({ first: 0x0a010200, last: 0x0a0102ff });
  expect(parseNetwork("255.255.255.255")).toEqual({ first: 2 ** 32 - 1, last: 2 ** 32 - 1 });
});
