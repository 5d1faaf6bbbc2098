import { expect, test } from "vitest";
import { findTunHolders } from "./tun-holders.ts";

const device = (key: string, namespace: string, name: string) => ({ key, namespace, name });
const process = (key: string, namespace: string, ...devices: string[]) => ({ key, namespace, devices });
const DEVICES = [device("A", "red", "tun0"), device("B", "blue", "tun0"), device("C", "red", "back\\\\slash")];

test("a device is held by who has its name open in its namespace, or anywhere if no other is called so", () => {
  const holders = findTunHolders(DEVICES, [
    process("1", "red", "tun0", "tun0"),
    process("2", "blue", "tun0", "back\\\\slash"),
    process("3", "blue", "tun0"),
  ]);
  expect([...holders]).toEqual([
    ["A", ["1"]],
    ["B", ["2", "3"]],
    ["C", ["2"]],
  ]);
});

test("a name that could mean two devices in other namespaces names none", () => {
  expect(findTunHolders(DEVICES, [process("1", "green", "tun0"), process("2", "green", "gone0")]).size).toBe(0);
});
