import { describe, expect, it } from "vitest";
import { pickLocale } from "./pick-locale.ts";

describe("pickLocale", () => {
  it("keeps the language a person chose, whatever the browser says", () => {
    expect(pickLocale("zh-CN", "en-US,en;q=0.9")).toBe("zh-CN");
    expect(pickLocale("en", "zh-CN")).toBe("en");
  });

  it("follows the browser's order of preference when nothing was chosen", () => {
    expect(pickLocale(undefined, "fr, zh;q=0.8, en;q=0.5")).toBe("zh-CN");
    expect(pickLocale(undefined, "fr, zh;q=0.3, en;q=0.5")).toBe("en");
    expect(pickLocale(null, "zh-TW")).toBe("zh-CN");
  });

  it("does not take a language the browser refuses", () => {
    expect(pickLocale(undefined, "zh;q=0, en")).toBe("en");
    expect(pickLocale(undefined, "zh; q=0")).toBe("en");
  });

  it("falls back to English for a cookie or header that makes no sense", () => {
    expect(pickLocale("klingon", null)).toBe("en");
    expect(pickLocale("klingon", undefined)).toBe("en");
    expect(pickLocale(undefined, ";;;,,q=")).toBe("en");
  });
});
