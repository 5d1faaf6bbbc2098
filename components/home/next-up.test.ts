import { describe, expect, it } from "vitest";
import type { LabCard } from "../../lib/contract/lesson-view.ts";
import { nextUp } from "./next-up.ts";

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
