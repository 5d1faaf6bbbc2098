import { expect, test } from "vitest";
import { scopesOf } from "./scopes-of.ts";

test.each([
  ["overlays[mountpoint = '/m'].paths.kind = 'whiteout'", ["overlays"]],
  ["$exists(network.namespaces['c1' in names]) and processes.namespaces[type = 'uts'].hostname = 'x'", ["processes", "network"]],
  ["($v := $lookup($$, 'cgroups'); $v.hierarchies)", ["cgroups"]],
  ["$map(mounts.namespaces, function($n) { $count($n.mounts) })", ["mounts"]],
  ["true", []],
  ["((", []],
])("%s needs %j", (expr, scopes) => {
  expect(scopesOf(expr)).toEqual(scopes);
});
