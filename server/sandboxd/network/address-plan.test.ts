import { describe, expect, it } from "vitest";
import { isSandboxLink, toAddressPlan, toSandboxAddress } from "./address-plan.ts";

const plan = toAddressPlan("gb", "10.213.0.0/16");

describe("the address plan", () => {
  it("gives the bridge the first address and the slots those after it", () => {
    expect(plan).toMatchObject({ bridge: "gb0", gateway: "10.213.0.1", prefix: 16 });
    expect(toSandboxAddress("gb", plan, 0)).toEqual({ link: "gb-0", ip: "10.213.0.2", mac: "02:67:62:78:00:00" });
    expect(toSandboxAddress("gb", plan, 300)).toEqual({ link: "gb-300", ip: "10.213.1.46", mac: "02:67:62:78:01:2c" });
  });

  it("gives the bridge a MAC that no slot has", () => {
    const last = toSandboxAddress("gb", plan, plan.slots - 1);
    expect([plan.gatewayMac, last.mac]).toEqual(["02:67:62:78:ff:ff", "02:67:62:78:27:0e"]);
  });

  it("counts only the slots that have an address", () => {
    expect(toAddressPlan("gb", "192.168.7.0/29").slots).toBe(5);
  });

  it("starts at the network's first address whatever address names it", () => {
    expect(toAddressPlan("gb", "192.168.7.77/24").gateway).toBe("192.168.7.1");
  });

  it("keeps every link name within the kernel's 15 bytes", () => {
    expect(toSandboxAddress("glass", plan, plan.slots - 1).link.length).toBeLessThanOrEqual(15);
  });

  it("says what is wrong with a subnet", () => {
    expect(() => toAddressPlan("gb", "10.0.0.0/30")).toThrow("GLASSBOX_SUBNET");
    expect(() => toAddressPlan("gb", "10.0.300.0/24")).toThrow("GLASSBOX_SUBNET");
  });

  it("knows its own links from other people's", () => {
    expect(["gb-0", "gb-12", "gb-", "gb-x", "gb0", "gbt-1", "eth0"].filter((link) => isSandboxLink("gb", link))).toEqual([
      "gb-0",
      "gb-12",
    ]);
  });
});
