import { describe, expect, it } from "vitest";
import type { LabCard } from "../../lib/contract/lesson-view.ts";
import { labStatus } from "./lab-status.ts";

const card: LabCard = {
  id: "net-10-vlan",
  title: "VLANs",
  summary: "",
  minutes: 20,
  level: "beginner",
  steps: [
    { id: "01-a", title: "a" },
    { id: "02-b", title: "b" },
  ],
  requires: ["vlan"],
};
const mine = { lab: "net-10-vlan", passed: 0, total: 2, at: null, running: false };

describe("labStatus", () => {
  it("claims nothing before the server has answered", () => {
    expect(labStatus(card, null)).toEqual({ kind: "unknown" });
  });

  it("says why a lab cannot run on this host", () => {
    const reason = "this kernel has no 802.1q";
    expect(labStatus(card, { labs: [mine], missing: [{ id: "vlan", reason }] })).toEqual({
      kind: "unavailable",
      reasons: [reason],
    });
  });

  it("ignores a missing feature that the lab does not need", () => {
    expect(labStatus(card, { labs: [], missing: [{ id: "ipvlan", reason: "no" }] })).toEqual({ kind: "untouched" });
  });

  it("tells begun from done by the steps that passed", () => {
    expect(labStatus(card, { labs: [{ ...mine, passed: 1, at: "02-b" }], missing: [] })).toMatchObject({
      kind: "begun",
      passed: 1,
      total: 2,
    });
    expect(labStatus(card, { labs: [{ ...mine, passed: 2 }], missing: [] })).toMatchObject({ kind: "done", total: 2 });
  });

  it("counts a lab with a running sandbox as begun even before its first step passed", () => {
    expect(labStatus(card, { labs: [{ ...mine, running: true }], missing: [] })).toMatchObject({ kind: "begun", passed: 0 });
  });
});
