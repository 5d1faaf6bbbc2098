import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parsePackageList, toMmdebstrapArgv } from "./rootfs-recipe.ts";

test("a package list is names; what follows # is for the reader", () => {
  expect(parsePackageList("# heading\n\nbash   # the shell\nlibcap2-bin\n")).toEqual(["bash", "libcap2-bin"]);
});

test("a line that is not a package name is refused instead of handed to a tool", () => {
  expect(() => parsePackageList("bash --evil")).toThrow("not a Debian package name");
});

test("every package in our list says why it is there", () => {
  const text = readFileSync(new URL("../../../images/rootfs/packages.txt", import.meta.url), "utf8");
  const withoutReason = text.split("\n").filter((line) => line !== "" && !line.startsWith("#") && !/^\S+\s+# \S/.test(line));
  expect(withoutReason).toEqual([]);
  expect(new Set(parsePackageList(text)).size).toBe(parsePackageList(text).length);
});

test("the sandbox has what its own start needs: an init, bash, iproute2 and a mount that knows idmaps", () => {
  const names = parsePackageList(readFileSync(new URL("../../../images/rootfs/packages.txt", import.meta.url), "utf8"));
  expect(names).toEqual(expect.arrayContaining(["catatonit", "bash", "iproute2", "mount"]));
});

test("the build runs in a private mount namespace", () => {
  const argv = toMmdebstrapArgv({
    target: "/t",
    source: "/s",
    packages: ["bash"],
    aptOptions: [],
    sourceLines: ["deb x trixie main"],
  });
  expect(argv.slice(0, 4)).toEqual(["unshare", "--mount", "--propagation=private", "mmdebstrap"]);
  expect(argv.slice(-3)).toEqual(["trixie", "/t", "deb x trixie main"]);
});
