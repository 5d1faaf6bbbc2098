import { describe, expect, it } from "vitest";
import { toAddressPlan, toSandboxAddress } from "./address-plan.ts";
import { toRuleset } from "./firewall.ts";

const plan = toAddressPlan("gb", "10.213.0.0/16");

describe("the firewall's rule set", () => {
  it("keeps the bindings of sandboxes that still run", () => {
    const text = toRuleset("gb", plan, [toSandboxAddress("gb", plan, 3)]);
    expect(text).toContain('elements = { "gb-3" . 02:67:62:78:00:03 . 10.213.0.5 }');
  });

  it("names no table but our own two, so that the machine's rules stay as they are", () => {
    const tables = [...toRuleset("gb", plan, []).matchAll(/table (\w+ \w+)/g)].map((match) => match[1]);
    expect(new Set(tables)).toEqual(new Set(["inet gb", "bridge gb"]));
    expect(toRuleset("gb", plan, [])).not.toContain("flush ruleset");
  });
});
