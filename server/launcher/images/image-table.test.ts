import { expect, test } from "vitest";
import { toImageTable } from "./image-table.ts";

const image = { name: "debian", references: ["debian:12", "debian:latest"], reason: null };

test("the table says of each image what it is called, how large it is and how long it took, and of a failed one why", () => {
  const lines = toImageTable([
    { ...image, state: "ready", bytes: 28 * 1024 ** 2, unpackedBytes: 73 * 1024 ** 2, seconds: 41.7 },
    {
      ...image,
      name: "app",
      references: ["app:1.0"],
      state: "failed",
      bytes: null,
      unpackedBytes: null,
      seconds: null,
      reason: "no network",
    },
  ]).split("\n");
  expect(lines).toEqual([
    "✓ debian  12, latest  28 MiB to pull  73 MiB unpacked  built in 42 s",
    "✗ app     1.0         failed",
    "    no network",
    "1 of 2 built",
  ]);
});
