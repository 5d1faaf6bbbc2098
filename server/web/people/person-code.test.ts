import { expect, test } from "vitest";
import { toPersonCode } from "./person-code.ts";

test("a person's code is five plain letters and digits, always the same, and another person's is another", () => {
  expect(toPersonCode("someone")).toMatch(/^[A-HJKMNP-Z2-9]{5}$/);
  expect(toPersonCode("someone")).toBe(toPersonCode("someone"));
  const codes = new Set(Array.from({ length: 200 }, (_, index) => toPersonCode(`person ${index}`)));
  expect(codes.size).toBe(200);
});
