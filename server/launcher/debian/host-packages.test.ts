import { expect, test } from "vitest";
import { missingPackages, neededPackages } from "./host-packages.ts";

const all = neededPackages("runc");
const statusOf = (names: string[], status = "installed") => names.map((name) => `${name} ${status}\n`).join("");

test("a host that has everything installs nothing", () => {
  expect(missingPackages(all, statusOf(all.map(({ name }) => name)))).toEqual([]);
});

test("a package that was removed but left its configuration is missing", () => {
  const others = all.map(({ name }) => name).filter((name) => name !== "nftables");
  const status = statusOf(others) + statusOf(["nftables"], "config-files");
  expect(missingPackages(all, status).map(({ name }) => name)).toEqual(["nftables"]);
});

test("a host with pure cgroup v2 needs crun and not runc", () => {
  expect(neededPackages("crun").map(({ name }) => name)).toContain("crun");
  expect(neededPackages("crun").map(({ name }) => name)).not.toContain("runc");
});

test("every package says why it is needed", () => {
  expect(all.filter(({ why }) => why === "")).toEqual([]);
});
