import { describe, expect, test } from "vitest";
import {
  crumbsOf,
  FileName,
  FilePath,
  joinFilePath,
  movedPath,
  nameOf,
  parentOf,
  shownPath,
  textOf,
  toFileName,
  toFilePath,
} from "./file-path.ts";

describe("a path of the sandbox", () => {
  test("has one spelling: any other is refused", () => {
    for (const good of ["/", "/root", "/root/a%20b", "/%FF%FE", "/...", "/.a/..b", "/%2525"])
      expect(FilePath.safeParse(good).success).toBe(true);
    for (const bad of ["", "root", "/root/", "//", "/a//b", "/a b", "/a%2", "/a%ff", "/%41", "/%2E%2E", "/%00", "/a%2Fb", "/界"])
      expect([bad, FilePath.safeParse(bad).success]).toEqual([bad, false]);
  });

  test("never climbs", () => {
    for (const bad of ["/..", "/root/..", "/./a", "/a/../b"]) expect(FilePath.safeParse(bad).success).toBe(false);
    expect(toFilePath("/root/../etc")).toBeNull();
    expect(toFileName("..")).toBeNull();
  });

  test("has names of at most 255 bytes", () => {
    expect(FileName.safeParse("x".repeat(255)).success).toBe(true);
    expect(FileName.safeParse("x".repeat(256)).success).toBe(false);
    expect(FileName.safeParse("%FF".repeat(255)).success).toBe(true);
    expect(toFileName("界".repeat(86))).toBeNull();
  });

  test("is made of what a person types", () => {
    expect(toFilePath("/root/app/Dockerfile")).toBe("/root/app/Dockerfile");
    expect(toFilePath("/root//a b/./it's(1)*!")).toBe("/root/a%20b/it%27s%281%29%2A%21");
    expect(toFilePath("/root/说明.md")).toBe("/root/%E8%AF%B4%E6%98%8E.md");
    expect(toFilePath("relative")).toBeNull();
    expect(toFilePath("/a\0b")).toBeNull();
    expect(toFileName("a/b")).toBeNull();
    expect(toFileName("")).toBeNull();
  });

  test("is taken apart and joined", () => {
    expect(crumbsOf("/root/a%20b")).toEqual(["/", "/root", "/root/a%20b"]);
    expect(crumbsOf("/")).toEqual(["/"]);
    expect([parentOf("/root/a"), parentOf("/root"), parentOf("/")]).toEqual(["/root", "/", "/"]);
    expect([nameOf("/root/a"), nameOf("/")]).toEqual(["a", ""]);
    expect([joinFilePath("/", "a"), joinFilePath("/root", "a")]).toEqual(["/a", "/root/a"]);
    expect(movedPath("/root/a/b", "/root/a", "/srv/c")).toBe("/srv/c/b");
    expect(movedPath("/root/ab", "/root/a", "/srv/c")).toBeNull();
  });
});

describe("a name for people", () => {
  test("shows UTF-8 as it is, and what cannot be seen escaped", () => {
    expect(shownPath("/root/%E8%AF%B4%E6%98%8E%20.md")).toBe("/root/说明 .md");
    expect(shownPath("a%0Ab%1B%5B31m%5C%09")).toBe("a\\nb\\x1b[31m\\\\\\t");
    expect(shownPath("%E2%80%AEgpj.exe")).toBe("\\u{202e}gpj.exe");
    expect(shownPath("a%FF%FEb%E8%AF")).toBe("a\\xff\\xfeb\\xe8\\xaf");
    expect(shownPath("%F0%9F%90%B3")).toBe("🐳");
    expect([textOf("%FF"), textOf("%E8%AF%B4")]).toEqual([null, "说"]);
  });

  test("two names never look the same", () => {
    const names = ["%0A", "%5Cn", "%FF", "%5Cxff", "%5C%5Cn", "%E2%80%AE", "%5Cu%7B202e%7D"];
    expect(new Set(names.map(shownPath)).size).toBe(names.length);
  });
});
