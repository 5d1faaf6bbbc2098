import { describe, expect, test } from "vitest";
import { FlowControl } from "./flow-control.ts";

const setUp = () => {
  const changes: boolean[] = [];
  return { changes, flow: new FlowControl<string>((paused) => changes.push(paused), 256, 64) };
};

describe("flow control", () => {
  test("a viewer that paints nothing stops the program at the high mark", () => {
    const { flow } = setUp();
    flow.attach("page", 0);
    flow.sent(255);
    expect(flow.paused).toBe(false);
    flow.sent(256);
    expect(flow.paused).toBe(true);
  });

  test("an acknowledgement that stays above the low mark never wakes the program", () => {
    const { flow, changes } = setUp();
    flow.attach("page", 0);
    flow.sent(300);
    flow.acknowledge("page", 235);
    expect(flow.paused).toBe(true);
    flow.acknowledge("page", 236);
    expect(flow.paused).toBe(false);
    expect(changes).toEqual([true, false]);
  });

  test("the slowest viewer counts, and its leaving frees the others", () => {
    const { flow } = setUp();
    flow.attach("fast", 0);
    flow.attach("slow", 0);
    flow.sent(300);
    flow.acknowledge("fast", 300);
    expect(flow.paused).toBe(true);
    flow.detach("slow");
    expect(flow.paused).toBe(false);
  });

  test("a viewer that comes back after a lost connection starts with nothing unpainted", () => {
    const { flow } = setUp();
    flow.attach("page", 0);
    flow.sent(1000);
    expect(flow.paused).toBe(true);
    flow.attach("page", 1000);
    expect(flow.paused).toBe(false);
  });

  test("nobody watching means nobody to wait for", () => {
    const { flow } = setUp();
    flow.sent(1_000_000);
    expect(flow.paused).toBe(false);
  });

  test("acknowledging what was never sent, or again what was, is ignored", () => {
    const { flow } = setUp();
    flow.attach("page", 0);
    flow.sent(300);
    flow.acknowledge("page", 10_000);
    expect(flow.paused).toBe(true);
    flow.acknowledge("page", 300);
    flow.acknowledge("page", 5);
    flow.sent(350);
    expect(flow.paused).toBe(false);
  });
});
