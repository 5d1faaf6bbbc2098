import { expect, test } from "vitest";
import { firstOf } from "./find-engine.ts";

const processes = [
  { pid: 12, startTime: "90210", comm: "dockerd" },
  { pid: 300, startTime: "90300", comm: "iptables" },
  { pid: 32_700, startTime: "8999", comm: "dockerd" },
];

test("a child that has not executed its program yet is not taken for the engine, though its pid is lower", () => {
  expect(firstOf(processes, "dockerd")).toEqual({ pid: 32_700, startTime: "8999" });
});

test("a program that does not run is not found", () => {
  expect(firstOf(processes, "containerd")).toBeUndefined();
});
