import { describe, expect, it } from "vitest";
import { SHORTCUTS } from "../../components/shell/shortcuts.ts";
import en from "./en.json" with { type: "json" };
import zhCN from "./zh-CN.json" with { type: "json" };

type Tree = { [key: string]: string | Tree };

const flatten = (tree: Tree, prefix = ""): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string" ? [[prefix + key, value] as [string, string]] : flatten(value, `${prefix}${key}.`),
  );
/** Names of the values a message takes: {time}, {steps, plural, ...}. */
const values = (message: string) => [...message.matchAll(/\{(\w+)[,}]/g)].map(([, name]) => name).sort();

describe("messages", () => {
  const chinese = new Map(flatten(zhCN));

  it("exist in both languages, none left over", () => {
    expect([...chinese.keys()].sort()).toEqual(
      flatten(en)
        .map(([key]) => key)
        .sort(),
    );
  });

  it("take the same values in both languages", () => {
    for (const [key, message] of flatten(en)) expect([key, values(chinese.get(key) ?? "")]).toEqual([key, values(message)]);
  });

  it("are really Chinese in Chinese, the name of the program aside", () => {
    const untranslated = [...chinese].filter(
      ([key, text]) => !/\p{Script=Han}/u.test(text) && key !== "app.name" && key !== "home.passed",
    );
    expect(untranslated).toEqual([]);
  });

  it("have words for every shortcut of the table", () => {
    for (const messages of [en, zhCN])
      for (const [place, shortcuts] of Object.entries(SHORTCUTS)) {
        const words = (messages.shortcuts.places as Record<string, Record<string, string>>)[place];
        expect(Object.keys(words ?? {}).sort()).toEqual(["name", ...shortcuts.map(({ id }) => id)].sort());
      }
  });
});
