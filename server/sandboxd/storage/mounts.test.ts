import { describe, expect, it } from "vitest";
import { parseMountpointsUnder } from "./mounts.ts";

const mountinfo = [
  "20 1 8:1 / / rw - ext4 /dev/vda rw",
  "40 20 0:40 / /var/lib/gb/bundles/a/lower rw - ext4 /dev/vda rw",
  "41 20 0:41 / /var/lib/gb/bundles/a/rootfs rw - overlay overlay rw",
  "42 20 0:42 / /var/lib/gb/bundles/ab/rootfs rw - overlay overlay rw",
  "43 41 0:43 / /var/lib/gb/bundles/a/with\\040space rw - tmpfs tmpfs rw",
].join("\n");

describe("finding what is mounted under a directory", () => {
  it("finds it in the order it was mounted, escapes undone", () => {
    expect(parseMountpointsUnder(mountinfo, "/var/lib/gb/bundles/a")).toEqual([
      "/var/lib/gb/bundles/a/lower",
      "/var/lib/gb/bundles/a/rootfs",
      "/var/lib/gb/bundles/a/with space",
    ]);
  });

  it("never takes a neighbour whose name begins the same", () => {
    expect(parseMountpointsUnder(mountinfo, "/var/lib/gb/bundles/ab")).toEqual(["/var/lib/gb/bundles/ab/rootfs"]);
    expect(parseMountpointsUnder(mountinfo, "/var/lib/g")).toEqual([]);
  });
});
