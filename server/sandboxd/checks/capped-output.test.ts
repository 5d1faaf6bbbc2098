import { expect, test } from "vitest";
import { CappedOutput } from "./capped-output.ts";

test("output up to the cap is kept whole", () => {
  const output = new CappedOutput(4);
  output.push(Buffer.from("ab"));
  output.push(Buffer.from("cd"));
  expect([output.text, output.truncated]).toEqual(["abcd", false]);
});

test("past the cap the beginning is kept, the rest is counted, and it says so", () => {
  const output = new CappedOutput(4);
  output.push(Buffer.from("abc"));
  output.push(Buffer.from("def"));
  output.push(Buffer.from("ghi"));
  expect([output.text, output.truncated, output.seen]).toEqual(["abcd", true, 9]);
});

test("bytes that are no text become the replacement character, not an error", () => {
  const output = new CappedOutput(2);
  output.push(Buffer.from("é层"));
  output.push(Buffer.from([0xff]));
  expect(output.text).toBe("é");
});
