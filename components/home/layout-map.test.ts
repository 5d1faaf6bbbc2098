import { expect, test } from "vitest";
import { layoutMap, NODE } from "./layout-map.ts";

const tracks = [
  { id: "ns", after: [] },
  { id: "fs", after: [] },
  { id: "net", after: ["ns"] },
  { id: "run", after: ["net", "fs", "gone"] },
];

test("a track stands right of all that come before it, and nothing overlaps", () => {
  const { nodes, width, height } = layoutMap(tracks);
  const x = (id: string) => nodes.find(({ track }) => track.id === id)!.x;
  expect(x("ns")).toBe(x("fs"));
  expect(x("net")).toBeGreaterThan(x("ns") + NODE.width);
  expect(x("run")).toBeGreaterThan(x("net") + NODE.width);
  for (const one of nodes) {
    expect(one.x + NODE.width).toBeLessThanOrEqual(width);
    expect(one.y + NODE.height).toBeLessThanOrEqual(height);
    const others = nodes.filter((other) => other !== one && other.x === one.x);
    expect(others.every((other) => Math.abs(other.y - one.y) >= NODE.height)).toBe(true);
  }
});

test("there is an edge for each that is there, and none for one that is not", () => {
  expect(layoutMap(tracks).edges.map(({ from, to }) => `${from}-${to}`)).toEqual(["ns-net", "net-run", "fs-run"]);
  expect(layoutMap([])).toEqual({ width: 0, height: 0, nodes: [], edges: [] });
});
