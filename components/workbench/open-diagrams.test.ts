import { expect, test } from "vitest";
import { closeDiagram, firstDiagrams, openBeside, showDiagram } from "./open-diagrams.ts";

test("a lab opens what it names, each once, and the layers where it names nothing", () => {
  expect(firstDiagrams(["network", "namespaces", "network"])).toEqual(["network", "namespaces"]);
  expect(firstDiagrams([])).toEqual(["layers"]);
});
test("one opens beside the others, and the oldest makes place for a fourth", () => {
  expect(openBeside(["layers"], "network")).toEqual(["layers", "network"]);
  expect(openBeside(["layers", "network", "mounts"], "cgroups")).toEqual(["network", "mounts", "cgroups"]);
  expect(openBeside(["layers"], "layers")).toEqual(["layers"]);
});
test("the last one cannot be closed", () => {
  expect(closeDiagram(["layers", "network"], "layers")).toEqual(["network"]);
  expect(closeDiagram(["network"], "network")).toEqual(["network"]);
});
test("what the text points at stays where it is, or takes the place alone", () => {
  expect(showDiagram(["layers", "network"], "network")).toEqual(["layers", "network"]);
  expect(showDiagram(["layers", "network"], "mounts")).toEqual(["mounts"]);
});
