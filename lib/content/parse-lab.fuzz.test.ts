import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { LessonView } from "../contract/lesson-view.ts";
import type { LabFiles } from "./lab-files.ts";
import { parseLab } from "./parse-lab.ts";
import { readLabFiles } from "./read-lab.ts";
import { toLessonView } from "./to-lesson-view.ts";

const good = await readLabFiles(join(import.meta.dirname, "fixtures/good/good-lab"));
const paths = [...good.files.keys()];
const scraps = fc.constantFrom(
  ":::",
  "::::",
  ":::hint",
  ":::quiz[",
  "::diagram{",
  "{kind=",
  "}",
  "[",
  "](javascript:x)",
  "```",
  "```bash run=",
  "---\n",
  "- [x] ",
  "- ",
  "\n",
  "\n\n",
  "  ",
  "|",
  "<script>",
  "<!--",
  "&#x3c;",
  "title: ",
  "expect:\n",
  "*a",
  "&a",
  ": ",
  "!!js ",
  "'",
  '"',
  "\u0000",
  "\u202e",
  "白障",
  "$",
  "__proto__: 1\n",
  "> ",
  "1. ",
  "[^1]",
  "[^1]: ",
);
/** Cuts a piece out of a file and puts scraps in its place. */
const edit = fc.record({
  path: fc.constantFrom(...paths),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  cut: fc.nat(30),
  scraps: fc.array(scraps, { maxLength: 4 }),
});

test("whatever an author types, there is a lab or a list of problems, and nothing that runs by itself", () => {
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 3 }), (edits) => {
      const files: LabFiles["files"] = new Map(good.files);
      for (const { path, at, cut, scraps } of edits) {
        const file = files.get(path)!;
        const start = Math.floor(at * file.text.length);
        files.set(path, { ...file, text: file.text.slice(0, start) + scraps.join("") + file.text.slice(start + cut) });
      }
      const { lab, problems } = parseLab({ ...good, files });
      expect(lab === null).toBe(problems.length > 0);
      for (const { file, line, message, cure } of problems) {
        expect(file.startsWith("good-lab/")).toBe(true);
        expect(line).toBeGreaterThanOrEqual(1);
        // Two halves of a sentence, which formatProblem joins and ends.
        expect(message).toMatch(/.{8}[^.:\s]$/s);
        expect(cure).toMatch(/^[a-z].{4}/s);
      }
      if (lab === null) return;
      const shown = JSON.stringify(LessonView.parse(toLessonView(lab, "en", {})));
      expect(shown).not.toMatch(/"tagName":"(script|iframe|style|object)"|"(href|src)":"javascript:/i);
    }),
    { numRuns: 60 },
  );
}, 30_000);
