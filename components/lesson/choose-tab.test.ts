import { expect, test } from "vitest";
import { chooseTab, parsePicked, pickTab } from "./choose-tab.ts";

test("the tab that was picked last is shown in all tabs that have one of its name", () => {
  const picked = pickTab(pickTab(pickTab([], "cgroup v1"), "nft"), "cgroup v1");
  expect(picked).toEqual(["cgroup v1", "nft"]);
  expect(chooseTab(["cgroup v2", "cgroup v1"], picked)).toBe("cgroup v1");
  expect(chooseTab(["iptables", "nft"], picked)).toBe("nft");
  expect(chooseTab(["apt", "dnf"], picked)).toBe("apt");
});

test("what lies in the browser's storage is names or nothing", () => {
  expect(parsePicked('["a",1,{"b":2},"c"]')).toEqual(["a", "c"]);
  for (const raw of [null, "", "{", "null", '{"0":"a"}']) expect(parsePicked(raw)).toEqual([]);
  expect(parsePicked(JSON.stringify(Array.from({ length: 99 }, String)))).toHaveLength(40);
});
