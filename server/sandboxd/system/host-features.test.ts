import { expect, test } from "vitest";
import { listsFilesystem, toReason } from "./host-features.ts";
import { CommandError } from "./run.ts";

test("a file system is there when /proc/filesystems names it, with or without nodev", () => {
  const text = "nodev\tsysfs\n\text4\nnodev\toverlay\n\tfuseblk\n";
  expect(listsFilesystem(text, "overlay")).toBe(true);
  expect(listsFilesystem(text, "ext4")).toBe(true);
  expect(listsFilesystem(text, "fuse")).toBe(false);
});

test("a missing feature says why in the tool's own words", () => {
  expect(toReason(new CommandError("ip failed", 1, "Error: Unknown device type.\nCommand failed -:2\n"))).toBe(
    "Unknown device type.",
  );
  expect(toReason(new CommandError("ip failed", 2, "RTNETLINK answers: Operation not supported\n"))).toBe(
    "Operation not supported",
  );
  expect(toReason(new CommandError("nft did not run", null, ""))).toBe("nft did not run");
});
