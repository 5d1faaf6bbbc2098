import { expect, test } from "vitest";
import type { FileEntry } from "../../lib/contract/files.ts";
import { formatSize, sortEntries } from "./sort-entries.ts";

const entry = (name: string, type: FileEntry["type"], target: FileEntry["target"] = null): FileEntry => ({
  ...{ name, type, target },
  ...{ size: 0, mtime: 0, mode: 0o644 },
});

test("directories come first, and a link to one is one", () => {
  const entries = [
    entry("a", "file"),
    entry("b", "directory"),
    entry("c", "link", { text: "/root", type: "directory" }),
    entry("d", "link", { text: "gone", type: "missing" }),
  ];
  expect(sortEntries(entries).map(({ name }) => name)).toEqual(["b", "c", "a", "d"]);
});

test("sizes are binary, as ls -h has them", () => {
  expect([0, 1023, 1024, 1536, 10_240, 33_554_432, 2 ** 40].map(formatSize)).toEqual([
    ...["0 B", "1023 B", "1.0 KiB", "1.5 KiB", "10 KiB", "32 MiB", "1.0 TiB"],
  ]);
});
