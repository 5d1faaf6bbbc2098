import { expect, test } from "vitest";
import { inTurn } from "./in-turn.ts";

/** Pieces that end when they are told to. */
function pieces(count: number) {
  const ends: (() => void)[] = [];
  let running = 0;
  let most = 0;
  const work = Array.from({ length: count }, (_, index) => async () => {
    most = Math.max(most, ++running);
    await new Promise<void>((resolve) => {
      ends[index] = resolve;
    });
    running--;
    return index;
  });
  const end = async (index: number) => {
    ends[index]!();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { work, end, begun: () => ends.length, most: () => most };
}

test("so many at a time, and results come in the order of the list", async () => {
  const { work, end, begun, most } = pieces(4);
  const taken: number[] = [];
  const done = inTurn(work, 2, (value) => taken.push(value));
  expect(begun()).toBe(2);
  await end(1);
  expect(taken).toEqual([]);
  await end(0);
  expect(taken).toEqual([0, 1]);
  await end(3);
  await end(2);
  await done;
  expect(taken).toEqual([0, 1, 2, 3]);
  expect(most()).toBe(2);
});

test("after an error nothing else begins, and what runs is waited for", async () => {
  const { work, end, begun } = pieces(4);
  const done = inTurn(work, 2, () => {
    throw new Error("interrupted");
  });
  const failed = expect(done).rejects.toThrow("interrupted");
  await end(0);
  await end(1);
  await failed;
  expect(begun()).toBe(2);
});
