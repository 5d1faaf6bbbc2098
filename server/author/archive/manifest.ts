import { z } from "zod";
import { GlossaryFile } from "../../../lib/contract/glossary.ts";
import { LabId, Localized } from "../../../lib/contract/ids.ts";
import { refusal } from "./refusal.ts";

/** Lies in the archive beside the lab's folder. */
export const MANIFEST_FILE = "glassbox-lab.json";

/** Counts up when an older Glassbox could not read what a newer one writes. */
export const ARCHIVE_VERSION = 1;

const Kind = z.object({ format: z.literal("glassbox-lab"), version: z.int().positive() });
const words = z.string().min(1).max(400);
const Words = Localized.extend({ en: words, "zh-CN": words.optional() });

/** What a lab needs of the labs folder that it came from. */
export const Manifest = z.object({
  format: z.literal("glassbox-lab"),
  version: z.literal(ARCHIVE_VERSION),
  id: LabId,
  title: Words,
  /** The track it stood in; null: in none. */
  track: z.object({ id: words, title: Words, summary: Words }).nullable(),
  /** The words of glossary.yaml that it explains. */
  terms: GlossaryFile.shape.terms,
  /** Offline images that it requires, without "image:". */
  images: z.array(words),
});
export type Manifest = z.infer<typeof Manifest>;

/** @throws Error with a sentence for one that is broken, or that only a newer Glassbox can read */
export function parseManifest(text: string): Manifest {
  const json = readJson(text);
  const kind = Kind.safeParse(json);
  if (!kind.success) throw refusal("it is no exported lab", "name a file that npm run lab -- export made");
  if (kind.data.version > ARCHIVE_VERSION) {
    throw refusal(
      `it was exported by a newer Glassbox (format ${kind.data.version}, and this one reads ${ARCHIVE_VERSION})`,
      "update Glassbox, then import it again",
    );
  }
  const manifest = Manifest.safeParse(json);
  if (manifest.success) return manifest.data;
  const issue = manifest.error.issues[0]!;
  throw refusal(`its ${MANIFEST_FILE} is broken (${issue.path.map(String).join(".")}: ${issue.message})`);
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refusal(`its ${MANIFEST_FILE} is no JSON`);
  }
}
