import { parse as parseYaml } from "yaml";
import { z } from "zod";
import { LauncherError } from "../failure.ts";

/** distribution/reference: a path component of a repository's name. */
const NAME = /^[a-z0-9]+([._-][a-z0-9]+)*$/;
/** distribution/reference: a tag. */
const TAG = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;

const Entry = z.strictObject({
  name: z.string().regex(NAME, "lowercase letters and digits, with . _ or - between them"),
  tags: z.array(z.string().regex(TAG, "a tag: letters, digits, _ . -")).min(1, "at least one tag"),
  also: z.array(z.string().regex(/^[^:]+:[^:]+$/, "NAME:TAG")).default([]),
  rootfs: z.enum(["bookworm"]).optional(),
  proof: z.strictObject({ run: z.array(z.string()).min(1, "a command"), says: z.string().min(1, "what it must say") }),
});
const Manifest = z.strictObject({ images: z.array(Entry).min(1, "at least one image") });

/** An image as images/images.yaml describes it. */
export type ImageEntry = z.output<typeof Entry>;

/** Everything that `docker pull` may call an image, as NAME:TAG. */
export const toReferences = ({ name, tags, also }: ImageEntry): string[] => [...tags.map((tag) => `${name}:${tag}`), ...also];

/** images/images.yaml, in its own order. @throws LauncherError that names the entry and the cure */
export function parseImageManifest(text: string): ImageEntry[] {
  const parsed = Manifest.safeParse(parseOrExplain(text));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw problem(`${issue!.path.join(".") || "the file"}: ${issue!.message}`, "write it as the other entries are written");
  }
  const owner = new Map<string, string>();
  for (const image of parsed.data.images) {
    for (const reference of toReferences(image)) {
      const [name = "", tag = ""] = reference.split(":");
      if (!NAME.test(name) || !TAG.test(tag))
        throw problem(`${image.name}: ${reference} is not NAME:TAG`, "write it as in nginx:1.22");
      const other = owner.get(reference);
      if (other !== undefined)
        throw problem(`${reference} is named twice (${other}, ${image.name})`, "take it away from one of them");
      owner.set(reference, image.name);
    }
  }
  return parsed.data.images;
}

function parseOrExplain(text: string): unknown {
  try {
    return parseYaml(text);
  } catch (error) {
    throw problem((error as Error).message.split("\n")[0]!, "make it YAML again (a tag such as 1.10 needs quotes)");
  }
}

const problem = (what: string, cure: string) => new LauncherError(`images/images.yaml: ${what}`, cure);
