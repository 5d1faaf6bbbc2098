import { expect, test } from "vitest";
import { addTerms } from "./add-terms.ts";

const entry = (en: string, zh: string, means = "Means.") => ({
  term: { en, "zh-CN": zh },
  means: { en: means, "zh-CN": "意思。" },
});
const text = `# our words
terms:
  layer:   # keep me
    term: { en: layer, zh-CN: 层 }
    means: { en: "Means.", zh-CN: "意思。" }

# the end
`;

test("words that are missing come last, and nothing else in the file changes", () => {
  const { text: after, ...rest } = addTerms(text, { layer: entry("layer", "层"), image: entry("image", "镜像") });
  expect(rest).toEqual({ added: ["image"], kept: [], taken: [] });
  expect(after.replace(/ {2}image:\n( {4}.*\n)+/, "").replace(/\n+/g, "\n")).toBe(text.replace(/\n+/g, "\n"));
  expect(addTerms(after, { image: entry("image", "镜像") }).added).toEqual([]);
});

test("a folder without words begins with these", () => {
  const { text: after, added } = addTerms("", { image: entry("image", "镜像") });
  expect(added).toEqual(["image"]);
  expect(after).toMatch(/^terms:\n {2}image:\n {4}term:\n {6}en: image\n/);
  expect(addTerms("terms: {}\n", { image: entry("image", "镜像") }).added).toEqual(["image"]);
});

test("what is explained there in other words stays, and a name that another word has is not given twice", () => {
  const { text: after, ...rest } = addTerms(text, { layer: entry("layer", "层", "Other."), "a-layer": entry("Layer", "一层") });
  expect(after).toBe(text);
  expect(rest).toEqual({ added: [], kept: ["layer"], taken: ["a-layer"] });
});

test("a glossary that cannot be read is left alone", () => {
  expect(() => addTerms("terms: [\n", { image: entry("image", "镜像") })).toThrow("npm run lab -- check says why");
});
