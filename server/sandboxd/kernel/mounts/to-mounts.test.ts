import { expect, test } from "vitest";
import { parseMountinfo } from "../proc/mountinfo.ts";
import { plumbingName, toMountPoints, toPropagation } from "./to-mounts.ts";

const TABLE = String.raw`22 1 0:50 / / rw,relatime - overlay overlay rw,lowerdir=/lower
30 22 8:1 /root /pool rw - btrfs pool rw
31 22 8:1 /sandbox/root /root rw,relatime shared:5 - btrfs pool rw
40 31 0:60 / /root/t\040mp rw master:7 propagate_from:3 - tmpfs odd\040\134name rw,size=1k
41 31 8:1 /sandbox/root/a /root/b ro,relatime unbindable - btrfs pool rw
42 40 0:61 / /root/t\040mp rw - tmpfs over rw
43 22 0:60 / /mnt rw - tmpfs odd rw`;
const mounts = parseMountinfo(TABLE);
const points = toMountPoints(mounts, ({ id }) => `m${id}`, new Set([plumbingName(mounts[0]!)]));
const at = (id: number) => points.find((one) => one.id === id)!;

test("names are unescaped and shown as text, parents are told by key", () => {
  expect(at(40)).toMatchObject({ mountpoint: "/root/t mp", source: "odd \\\\name", parent: "m31" });
  expect(at(22)).toMatchObject({ parent: null, plumbing: true });
  expect(at(31).plumbing).toBe(false);
});
test("propagation is told by its kinds", () => {
  expect(at(31).propagation).toEqual({ shared: 5, master: null, from: null, unbindable: false });
  expect(at(40).propagation).toEqual({ shared: null, master: 7, from: 3, unbindable: false });
  expect(toPropagation(["shared:1", "master:2"])).toMatchObject({ shared: 1, master: 2 });
  expect(at(41).propagation.unbindable).toBe(true);
});
test("a bind is told with the directory that it was made of, where another mount shows it", () => {
  expect(at(41)).toMatchObject({ readOnly: true, bindOf: { key: "m31", path: "/root/a" } });
  expect(at(43).bindOf).toEqual({ key: "m40", path: "/root/t mp" });
  expect(at(40).bindOf).toBeNull();
});
test("a mount under another one on the same place is covered", () => {
  expect([at(40).covered, at(42).covered]).toEqual([true, false]);
});
test("a mount below another one that came over a directory above it is covered too, whatever the order of the table", () => {
  const table = parseMountinfo(`4 3 0:3 / /a/b rw - tmpfs again rw
1 0 0:1 / / rw - ext4 root rw
2 1 0:2 / /a/b rw - tmpfs first rw
3 1 0:4 / /a rw - tmpfs over rw`);
  expect(toMountPoints(table, ({ id }) => `m${id}`, new Set()).map(({ id, covered }) => [id, covered])).toEqual([
    [4, false],
    [1, false],
    [2, true],
    [3, false],
  ]);
});
test("what is bound from a directory that was removed was made of nothing that is still there", () => {
  const table = parseMountinfo(`1 0 8:1 / / rw - ext4 root rw
2 1 8:1 /gone//deleted /b rw - ext4 root rw`);
  expect(toMountPoints(table, ({ id }) => `m${id}`, new Set())[1]!.bindOf).toBeNull();
});
