import fc from "fast-check";
import { expect, test } from "vitest";
import type { SearchPiece } from "../../contract/search.ts";
import { toBeginning, toPieces, toSnippet } from "./to-pieces.ts";

/** Among them: wide ones, one that lower case makes two of, one that is two, and a half. */
const LETTERS = fc.constantFrom("a", "B", "ｃ", "层", "命", "İ", " ", "<", "😀", "\ud800");

const shown = (pieces: SearchPiece[] | null) => pieces?.map(({ text, hit }) => (hit ? `[${text}]` : text)).join("");

test("what was found is marked as whole words, in any case and width", () => {
  expect(shown(toPieces("The Whiteout is no white out", ["whiteout"]))).toBe("The [Whiteout] is no white out");
  expect(shown(toPieces("ｎetwork net network2", ["network"]))).toBe("[ｎetwork] net network2");
});

test("pairs of Chinese characters that touch are one mark, also beside English", () => {
  expect(shown(toPieces("网络命名空间netns", ["命名", "名空", "空间", "netns"]))).toBe("网络[命名空间netns]");
});

test("a snippet begins near the place where most of it stands together", () => {
  const text = `one ${"word ".repeat(60)}then one two here ${"more ".repeat(60)}`;
  expect(shown(toSnippet(text, ["one", "two"]))).toMatch(/^…word .*then \[one\] \[two\] here more .*…$/);
  expect(toSnippet("nothing of it", ["else"])).toBeNull();
  expect(shown(toBeginning("short"))).toBe("short");
});

test("whatever the text, the pieces are the text, and markup stays text", () => {
  expect(shown(toPieces("<img src=x onerror=alert(1)>", ["img"]))).toBe("<[img] src=x onerror=alert(1)>");
  fc.assert(
    fc.property(
      fc.string({ unit: LETTERS, maxLength: 400 }),
      fc.array(fc.string({ unit: LETTERS, minLength: 1, maxLength: 3 }), { maxLength: 4 }),
      (text, found) => {
        expect(
          toPieces(text, found)
            .map((piece) => piece.text)
            .join(""),
        ).toBe(text);
        const snippet = toSnippet(text, found);
        if (snippet !== null) expect(snippet.some(({ hit }) => hit)).toBe(true);
      },
    ),
    { numRuns: 50 },
  );
});
