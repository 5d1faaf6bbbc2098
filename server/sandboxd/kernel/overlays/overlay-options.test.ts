import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseOverlayOptions, splitLowerdir } from "./overlay-options.ts";

const lowersOf = (text: string) => parseOverlayOptions(text).lowers.map((lower) => lower.path);

// The lines were printed by Linux 6.18 for directories of these names.
describe("options of an overlay mount", () => {
  test("leftmost in lowerdir is topmost", () => {
    expect(lowersOf("rw,lowerdir=/l1:/l2:/l3")).toEqual(["/l1", "/l2", "/l3"]);
  });
  test("relative paths stay as they were typed", () => {
    expect(parseOverlayOptions("rw,lowerdir=l1:l2,upperdir=up,workdir=wk,userxattr")).toMatchObject({
      lowers: [{ path: "l1" }, { path: "l2" }],
      upper: "up",
      work: "wk",
      xattrPrefix: "user.overlay.",
    });
  });
  test("the new mount API repeats lowerdir+ and escapes nothing but for mountinfo", () => {
    const line =
      "rw,lowerdir+=/t/a:b,lowerdir+=/t/c\\054d,lowerdir+=/t/ba\\134ck,datadir+=/t/l#h,upperdir=/t/u\\054p,workdir=/t/w,uuid=on";
    expect(parseOverlayOptions(line)).toMatchObject({
      lowers: [
        { path: "/t/a:b", dataOnly: false },
        { path: "/t/c,d", dataOnly: false },
        { path: "/t/ba\\ck", dataOnly: false },
        { path: "/t/l#h", dataOnly: true },
      ],
      upper: "/t/u,p",
      work: "/t/w",
    });
  });
  test("octal first, then overlay's own backslashes: colons, commas, spaces, newlines and backslashes in paths", () => {
    expect(lowersOf("rw,lowerdir=a\\134:b:sp\\040ace,upperdir=u\\134\\054p")).toEqual(["a:b", "sp ace"]);
    expect(parseOverlayOptions("rw,lowerdir=a,upperdir=u\\134\\054p").upper).toBe("u,p");
    expect(parseOverlayOptions("rw,lowerdir=a,upperdir=up\\134\\134x").upper).toBe("up\\x");
    expect(lowersOf("ro,lowerdir=n\\012l:ba\\134\\134ck:l#h:c\\134\\054d")).toEqual(["n\nl", "ba\\ck", "l#h", "c,d"]);
  });
  test("what comes after a double colon holds data only", () => {
    expect(splitLowerdir("a:b::c::d")).toEqual([
      { path: "a", dataOnly: false },
      { path: "b", dataOnly: false },
      { path: "c", dataOnly: true },
      { path: "d", dataOnly: true },
    ]);
  });
  test("redirects are followed unless the mount says nofollow", () => {
    expect(parseOverlayOptions("rw,lowerdir=a").followRedirects).toBe(true);
    expect(parseOverlayOptions("rw,lowerdir=a,redirect_dir=nofollow").followRedirects).toBe(false);
  });
  test("any list of directory names comes back out of the option that the kernel would print", () => {
    const name = fc.stringMatching(/^[a-z:,\\ \n#=]{1,6}$/).filter((text) => !/^:|:$/.test(text) || text.length > 1);
    const escapeOverlay = (text: string) => text.replace(/[\\:,]/g, "\\$&");
    const escapeMountinfo = (text: string) =>
      text.replace(/[\\ ,\n\t]/g, (char) => `\\${char.charCodeAt(0).toString(8).padStart(3, "0")}`);
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 4 }), (names) => {
        expect(lowersOf(`rw,lowerdir=${escapeMountinfo(names.map(escapeOverlay).join(":"))}`)).toEqual(names);
      }),
    );
  });
});
