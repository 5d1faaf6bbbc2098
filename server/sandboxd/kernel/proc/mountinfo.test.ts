import { describe, expect, test } from "vitest";
import { parseMountinfo, unescapeOctal } from "./mountinfo.ts";

describe("/proc/PID/mountinfo", () => {
  test("a line tells id, device, mount point, type, source and the superblock's options", () => {
    const [mount] = parseMountinfo("67 63 0:40 / /root/merged rw,relatime shared:1 master:2 - overlay overlay rw,lowerdir=/a\n");
    expect(mount).toMatchObject({
      id: 67,
      parent: 63,
      device: "0:40",
      root: "/",
      mountpoint: "/root/merged",
      mountOptions: ["rw", "relatime"],
      fsType: "overlay",
      source: "overlay",
      superOptions: "rw,lowerdir=/a",
    });
  });
  test("an escape is exactly three octal digits", () => {
    expect(unescapeOctal("a\\040b\\0123\\134x")).toBe("a b\n3\\x");
    expect(parseMountinfo("1 0 0:1 / /new\\012line\\040x\\043 rw - tmpfs t rw")[0]?.mountpoint).toBe("/new\nline x#");
  });
  test("the source is free text: it may be empty or a dash", () => {
    expect(parseMountinfo("70 63 0:42 / /m2 rw,relatime - overlay  rw,lowerdir=a")[0]).toMatchObject({
      source: "",
      superOptions: "rw,lowerdir=a",
    });
    expect(parseMountinfo("70 63 0:42 / /m2 rw - overlay - rw,lowerdir=a")[0]).toMatchObject({
      source: "-",
      superOptions: "rw,lowerdir=a",
    });
  });
  test("bytes that are no UTF-8 survive", () => {
    expect(parseMountinfo("1 0 0:1 / /\xff\xfe rw - tmpfs t rw")[0]?.mountpoint).toBe("/\xff\xfe");
  });
  test("lines that are no mounts are left out", () => {
    expect(parseMountinfo("garbage\n\n1 2 3\n")).toEqual([]);
  });
});
