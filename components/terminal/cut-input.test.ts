import { expect, it } from "vitest";
import { cutInput } from "./cut-input.ts";

const bytes = (...values: number[]) => Uint8Array.from(values);

it("leaves a keystroke alone", () => {
  expect(cutInput(bytes(3), 16)).toEqual([bytes(3)]);
});

it("cuts a long paste into pieces that join to the same bytes", () => {
  const paste = new TextEncoder().encode("界".repeat(1000));
  const pieces = cutInput(paste, 1024);
  expect(pieces.map((piece) => piece.byteLength)).toEqual([1024, 1024, 952]);
  expect(Uint8Array.from(pieces.flatMap((piece) => [...piece]))).toEqual(paste);
});

it("sends nothing for nothing", () => {
  expect(cutInput(bytes(), 16)).toEqual([]);
});
