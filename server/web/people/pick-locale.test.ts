import { expect, test } from "vitest";
import { pickLocale } from "./pick-locale.ts";

test("the page's choice wins over the browser's", () =>
  expect(pickLocale({ cookie: "gb_locale=zh-CN", "accept-language": "en-GB" })).toBe("zh-CN"));
test("without a choice the browser's first known language counts", () =>
  expect(pickLocale({ "accept-language": "fr, zh-TW;q=0.9, en;q=0.8" })).toBe("zh-CN"));
test("nonsense is English", () => expect(pickLocale({ cookie: "gb_locale=xx" })).toBe("en"));
