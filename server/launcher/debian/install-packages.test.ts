import { mkdtempDisposable, readFile, readlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ToolError } from "../child.ts";
import type { LauncherError } from "../failure.ts";
import { keepAsleep, toAptFailure } from "./install-packages.ts";

const cureFor = (output: string) =>
  (toAptFailure(new ToolError("apt-get ended with 100", output), ["runc"]) as LauncherError).cure;

test("a host without a network is told to connect, also where apt then merely cannot locate the package", () => {
  const output = `W: Failed to fetch http://deb.debian.org/debian/dists/bookworm/InRelease  Temporary failure resolving 'deb.debian.org'
E: Unable to locate package runc`;
  expect(cureFor(output)).toMatch(/connect this machine/);
});

test("a source that lacks the package is an apt matter", () => {
  expect(cureFor("E: Unable to locate package runc")).toMatch(/universe/);
});

test("a full disk is said to be full", () => {
  expect(cureFor("E: You don't have enough free space in /var/cache/apt/archives/.")).toMatch(/free some space/);
});

test("anything else ends with what apt said and the command to try", () => {
  expect(cureFor("E: Sub-process /usr/bin/dpkg returned an error code (1)")).toMatch(/apt-get install runc/);
});

test("installing the registry's package starts no registry of Debian's, and leaves an operator's own alone", async () => {
  await using units = await mkdtempDisposable(join(tmpdir(), "glassbox-units-"));
  await writeFile(join(units.path, "own.service"), "[Unit]");
  await keepAsleep(
    [
      { name: "docker-registry", why: "x", asleep: "docker-registry.service" },
      { name: "own", why: "x", asleep: "own.service" },
      { name: "iproute2", why: "x" },
    ],
    units.path,
  );
  expect(await readlink(join(units.path, "docker-registry.service"))).toBe("/dev/null");
  expect(await readFile(join(units.path, "own.service"), "utf8")).toBe("[Unit]");
  await keepAsleep([{ name: "x", why: "x", asleep: "x.service" }], join(units.path, "no-systemd-here"));
});
