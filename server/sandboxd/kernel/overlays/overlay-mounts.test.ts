import { describe, expect, test } from "vitest";
import { parseMountinfo } from "../proc/mountinfo.ts";
import { findOverlayMounts, identifyOverlays, type NamespaceMounts, type OverlayMount } from "./overlay-mounts.ts";

const overlayLine = (id: number, device: string, at: string, root = "/") =>
  `${id} 1 ${device} ${root} ${at} rw - overlay overlay rw,lowerdir=/l`;
const namespace = (viewer: number, lines: string[], unique: [number, bigint][] = []): NamespaceMounts => ({
  viewer,
  mountNamespace: `mnt:[${viewer}]`,
  mounts: parseMountinfo(lines.join("\n")),
  uniqueIds: new Map(unique),
});
const only = (...lines: string[]) => findOverlayMounts([namespace(0, lines)], new Set());

describe("overlays of a sandbox", () => {
  test("the lab's own root is left out, all others are found", () => {
    const found = findOverlayMounts(
      [namespace(0, [overlayLine(1, "0:40", "/"), overlayLine(2, "0:41", "/m"), overlayLine(3, "0:42", "/n")])],
      new Set(["0:40"]),
    );
    expect(found.map((overlay) => overlay.primary.mount.mountpoint)).toEqual(["/m", "/n"]);
  });
  test("a copy of the mount namespace shows the same overlay, not another one", () => {
    const found = findOverlayMounts(
      [
        namespace(0, [overlayLine(2, "0:41", "/m")]),
        namespace(1, [overlayLine(9, "0:41", "/m"), overlayLine(10, "0:50", "/private")]),
      ],
      new Set(),
    );
    expect(
      found.map((overlay) => [overlay.primary.mount.mountpoint, overlay.primary.mountNamespace, overlay.others.length]),
    ).toEqual([
      ["/m", "mnt:[0]", 1],
      ["/private", "mnt:[1]", 0],
    ]);
  });
  test("a bind mount of a part is not what the overlay is known by", () => {
    const found = only(overlayLine(2, "0:41", "/part", "/sub"), overlayLine(3, "0:41", "/m"));
    expect(found[0]?.primary.mount.mountpoint).toBe("/m");
    expect(found[0]?.others[0]?.mount.mountpoint).toBe("/part");
  });
});

describe("which overlay is which", () => {
  let made = 0;
  const fresh = () => `key-${++made}`;
  const keysOf = (readings: OverlayMount[][]): (string | undefined)[] => {
    let before = new Map();
    return readings.map((overlays) => {
      before = identifyOverlays(overlays, before, fresh);
      return before.get("0:41")?.key;
    });
  };

  test("an overlay that stays keeps its key", () => {
    const [first, second] = keysOf([
      only(overlayLine(2, "0:41", "/m")),
      only(overlayLine(2, "0:41", "/m"), overlayLine(3, "0:41", "/bind")),
    ]);
    expect(second).toBe(first);
  });
  test("the same mount id and device after an absence is another overlay", () => {
    const [first, none, second] = keysOf([only(overlayLine(99, "0:41", "/m")), [], only(overlayLine(99, "0:41", "/m"))]);
    expect([none, second === first]).toEqual([undefined, false]);
  });
  test("mounted anew between two looks with the same id and device, the kernel's unique id tells it apart", () => {
    const at = (unique: bigint) => findOverlayMounts([namespace(0, [overlayLine(99, "0:41", "/m")], [[99, unique]])], new Set());
    const [first, same, other] = keysOf([at(1001n), at(1001n), at(1002n)]);
    expect(same).toBe(first);
    expect(other).not.toBe(first);
  });
});
