import { expect, test } from "vitest";
import { toIndexTokens, toQuery } from "./tokens.ts";

const queriesOf = (text: string) => {
  const query = toQuery(text, { combineWith: "AND", fuzzy: true });
  return typeof query === "object" && query !== null && "queries" in query ? query.queries : [];
};

test("words are cut at whatever is neither letter nor digit, in any case and width", () => {
  expect(toIndexTokens("CLONE_NEWNET /sys/fs/cgroup/memory.max Ｄocker0")).toEqual([
    ...["clone", "newnet", "sys", "fs", "cgroup", "memory", "max", "docker0"],
  ]);
});

test("of Chinese there are words, characters and pairs, and what stands beside it is a word of its own", () => {
  expect(new Set(toIndexTokens("网络命名空间net"))).toEqual(
    new Set([
      "网",
      "络",
      "命",
      "名",
      "空",
      "间",
      "网络",
      "络命",
      "命名",
      "名空",
      "空间",
      "net",
      ...toIndexTokens("网络命名空间").filter((token) => token.length > 2),
    ]),
  );
});

test("a part of a Chinese word asks for its pairs, one character for itself", () => {
  expect(JSON.stringify(toQuery("名空间", { combineWith: "AND", fuzzy: false }))).toContain('["名空","空间"]');
  expect(queriesOf("层")).toEqual([{ combineWith: "AND", queries: ["层"], prefix: false, fuzzy: false }]);
});

test("there is nothing to ask in signs alone, and never more than ten words", () => {
  expect(toQuery(" -- / ？", { combineWith: "AND", fuzzy: true })).toBeNull();
  expect(queriesOf("a ".repeat(50))).toHaveLength(10);
});
