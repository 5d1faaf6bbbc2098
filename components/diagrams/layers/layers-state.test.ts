import { describe, expect, it } from "vitest";
import { overlayByHand } from "./fixtures/overlay-by-hand.ts";
import { partialScan } from "./fixtures/special-views.ts";
import { chooseOverlay, firstState, type LayersAction, layersReducer } from "./layers-state.ts";

const stateAfter = (...actions: LayersAction[]) => actions.reduce(layersReducer, firstState);
const show = (index: number): LayersAction => ({ type: "view", view: overlayByHand[index]! });

describe("layersReducer", () => {
  it("moves nothing and logs nothing on the first picture", () => {
    const state = stateAfter(show(3));
    expect(state.motion).toBeNull();
    expect(state.log).toEqual([]);
  });
  it("moves what the kernel says has changed, and logs it", () => {
    const state = stateAfter(show(2), show(3));
    expect(state.motion?.changes.map((change) => change.id)).toEqual(["4.1"]);
    expect(state.log.map(({ change }) => change.kind)).toEqual(["copied-up"]);
  });
  it("neither moves nor lays out again when only the time of the reading is newer", () => {
    const state = stateAfter(show(2), show(3));
    const again = layersReducer(state, { type: "view", view: { ...overlayByHand[3]!, sampledAt: 1 } });
    expect(again.models).toBe(state.models);
    expect(again.motion).toBe(state.motion);
    expect(again.log).toBe(state.log);
  });
  it("shows overlays that were there already when it began to look at them, and tells of no change", () => {
    const elsewhere = stateAfter({ type: "view", view: { ...overlayByHand[3]!, overlays: [], changes: [] } });
    expect(elsewhere.models).toEqual([]);
    const looking = layersReducer(elsewhere, show(3));
    expect(looking.models).toHaveLength(overlayByHand[3]!.overlays.length);
    expect([looking.motion, looking.log]).toEqual([null, []]);
  });
  it("keeps the picture while paused, counts what waits, and does not replay it", () => {
    const paused = stateAfter(show(2), { type: "pause" }, show(3), show(4));
    expect(paused.shown).toBe(overlayByHand[2]);
    expect(paused.waiting).toBe(2);
    const resumed = layersReducer(paused, { type: "pause" });
    expect(resumed.shown).toBe(overlayByHand[4]);
    expect(resumed.motion).toBeNull();
    expect(resumed.log).toHaveLength(2);
  });
  it("keeps the last 20 sentences", () => {
    const views = Array.from({ length: 30 }, (_, index): LayersAction => {
      const view = overlayByHand[index % 2 === 0 ? 2 : 3]!;
      return {
        type: "view",
        view: { ...view, revision: 100 + index, changes: view.changes.map((change) => ({ ...change, id: `${index}` })) },
      };
    });
    expect(stateAfter(...views).log.map(({ change }) => change.id)).toEqual(
      Array.from({ length: 20 }, (_, index) => `${index + 10}`),
    );
  });
});

describe("chooseOverlay", () => {
  it("shows the focus first, then what the reader picks, until the focus changes", () => {
    const state = stateAfter({ type: "focus", focus: "/srv/other" }, { type: "view", view: partialScan });
    expect(chooseOverlay(state)?.overlay.mountpoint).toBe("/srv/other");
    const picked = layersReducer(state, { type: "pick", overlay: partialScan.overlays[0]!.key });
    expect(chooseOverlay(picked)?.overlay.mountpoint).toBe("/srv/merged");
    expect(chooseOverlay(layersReducer(picked, { type: "focus", focus: "/nowhere" }))?.overlay.mountpoint).toBe("/srv/merged");
  });
});

describe("an unmounted overlay", () => {
  it("stays in the picture until it has left, named by the change that took it away", () => {
    const state = stateAfter(show(5), show(6));
    expect(state.leaving?.change).toBe("7.1");
    expect(state.leaving?.model.overlay.mountpoint).toBe("/root/merged");
    expect(layersReducer(state, { type: "left" }).leaving).toBeNull();
  });
});
