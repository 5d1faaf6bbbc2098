import { expect, test } from "vitest";
import { ToolError } from "../child.ts";
import type { LauncherError } from "../failure.ts";
import { toAptFailure } from "./install-packages.ts";

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
