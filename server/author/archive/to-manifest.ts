import { visit } from "unist-util-visit";
import type { Lab } from "../../../lib/content/lab.ts";
import type { LabFiles } from "../../../lib/content/lab-files.ts";
import type { Glossary } from "../../../lib/content/parse-glossary.ts";
import { parseMarkdown } from "../../../lib/content/parse-markdown.ts";
import { isTerm, termOf } from "../../../lib/content/parse-term.ts";
import type { Curriculum } from "../../../lib/contract/lab.ts";
import { ARCHIVE_VERSION, type Manifest } from "./manifest.ts";

const IMAGE = "image:";

/** @param lab what the files say, without errors */
export function toManifest(lab: Lab, files: LabFiles["files"], glossary: Glossary, curriculum: Curriculum): Manifest {
  const track = curriculum.tracks.find(({ labs }) => labs.includes(lab.id));
  return {
    format: "glassbox-lab",
    version: ARCHIVE_VERSION,
    id: lab.id,
    title: lab.title,
    track: track === undefined ? null : { id: track.id, title: track.title, summary: track.summary },
    terms: listTerms(files, glossary),
    images: lab.requires
      .filter((name) => name.startsWith(IMAGE))
      .map((name) => name.slice(IMAGE.length))
      .sort(),
  };
}

/** The words that the texts explain, by key. */
function listTerms(files: LabFiles["files"], glossary: Glossary): Manifest["terms"] {
  const found = new Map<string, Manifest["terms"][string]>();
  for (const [path, { text }] of files) {
    if (!path.endsWith(".md")) continue;
    visit(parseMarkdown(text).body, "textDirective", (node) => {
      const entry = isTerm(node) ? termOf(node, glossary, path.endsWith(".zh-CN.md") ? "zh-CN" : "en") : undefined;
      if (entry !== undefined) found.set(entry.id, { term: entry.term, means: entry.means });
    });
  }
  return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}
