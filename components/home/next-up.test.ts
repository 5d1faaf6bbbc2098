import { describe, expect, it } from "vitest";
import type { LabCard } from "../../lib/contract/lesson-view.ts";
import { nextAfter, nextUp } from "./next-up.ts";

const card = (id: string): LabCard => ({
  id,
  title: id,
  summary: "",
  minutes: 10,
  level: "beginner",
  steps: [{ id: "01-look", title: "Look" }],
  requires: [],
});
const cards = [card("fs-01"), card("fs-02"), card("fs-03")];
const entry = (lab: string, passed: number, running = false) => ({ lab, passed, total: 2, at: "01-look", running });

describe("nextUp", () => {
  it("offers the first lab to someone new", () => {
    expect(nextUp(cards, { labs: [], missing: [] })).toMatchObject({ card: { id: "fs-01" }, why: "begin" });
  });

  it("prefers the lab whose sandbox still runs, and names the step", () => {
    const me = { labs: [entry("fs-01", 1), entry("fs-02", 0, true)], missing: [] };
    expect(nextUp(cards, me)).toMatchObject({ card: { id: "fs-02" }, why: "running", step: "Look" });
  });

  it("moves on to the next lab when one is done", () => {
    expect(nextUp(cards, { labs: [entry("fs-01", 2)], missing: [] })).toMatchObject({ card: { id: "fs-02" }, why: "begin" });
  });

  it("offers nothing when all is done", () => {
    expect(nextUp([card("fs-01")], { labs: [entry("fs-01", 2)], missing: [] })).toBeNull();
  });
});

describe("nextAfter", () => {
  const done = (...labs: string[]) => ({ labs: labs.map((lab) => entry(lab, 2)), missing: [] });

  it("offers the lab that follows, and at the end of the curriculum one that was passed over", () => {
    expect(nextAfter(cards, done("fs-02"), "fs-02")).toMatchObject({ card: { id: "fs-03" } });
    expect(nextAfter(cards, done("fs-03"), "fs-03")).toMatchObject({ card: { id: "fs-01" } });
  });

  it("never offers the lab itself, and nothing when all is done", () => {
    expect(nextAfter(cards, { labs: [entry("fs-02", 1, true)], missing: [] }, "fs-02")).toMatchObject({ card: { id: "fs-03" } });
    expect(nextAfter(cards, done("fs-01", "fs-02", "fs-03"), "fs-02")).toBeNull();
  });
});
