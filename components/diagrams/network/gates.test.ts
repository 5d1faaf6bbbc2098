import { expect, it } from "vitest";
import { chain, netns, rule } from "./fixtures/build-network.ts";
import { jumpedTo, toGates } from "./gates.ts";

const accept = (of: string) => [rule(of, `${of} accept`, "accept")];

it("puts gates in the order in which a packet may meet them, whatever order they are listed in", () => {
  const chains = ["postrouting", "input", "prerouting", "forward", "output"].map((hook) =>
    chain(hook, "filter", hook, hook, accept(hook)),
  );
  expect(toGates(netns("c", [], [], { chains })).map(({ hook }) => hook)).toEqual([
    "prerouting",
    "input",
    "forward",
    "output",
    "postrouting",
  ]);
});
it("shows no gate where a chain is empty and lets everything through, but one where it drops", () => {
  const chains = [chain("a", "filter", "INPUT", "input", []), chain("b", "filter", "FORWARD", "forward", [], { policy: "drop" })];
  expect(toGates(netns("c", [], [], { chains }))).toMatchObject([{ hook: "forward", rules: 0, drops: true }]);
});
it("counts rules that were left out, and says which gate translates", () => {
  const chains = [chain("a", "nat", "POSTROUTING", "postrouting", accept("a"), { omitted: 4 })];
  expect(toGates(netns("c", [], [], { chains }))).toMatchObject([{ rules: 5, role: "nat" }]);
});
it("follows jumps once, also in a circle", () => {
  const jump = (from: string, to: string) =>
    chain(from, "filter", from, from === "INPUT" ? "input" : null, [rule(from, `-j ${to}`, "jump", 0, to)]);
  const all = [jump("INPUT", "A"), jump("A", "B"), jump("B", "A")];
  expect(jumpedTo([all[0]!], all).map(({ name }) => name)).toEqual(["A", "B"]);
});
