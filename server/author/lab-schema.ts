import { z } from "zod";
import { GlossaryFile } from "../../lib/contract/glossary.ts";
import { Curriculum, LabFrontMatter, StepFrontMatter, TranslationFrontMatter } from "../../lib/contract/lab.ts";
import { ReferenceFrontMatter } from "../../lib/contract/reference.ts";

const SCHEMAS = {
  lab: ["front matter of lab.md", LabFrontMatter],
  step: ["front matter of step.md", StepFrontMatter],
  translation: ["front matter of lab.zh-CN.md, step.zh-CN.md and NAME.zh-CN.md", TranslationFrontMatter],
  curriculum: ["labs/curriculum.yaml", Curriculum],
  reference: ["front matter of reference/NAME.md", ReferenceFrontMatter],
  glossary: ["labs/glossary.yaml", GlossaryFile],
} as const;

export const SCHEMA_NAMES = Object.keys(SCHEMAS);

/**
 * JSON Schema (draft 2020-12) of what an author writes in YAML, for editors. Of what lab check reads; it also checks what no schema can say.
 * @throws Error with a sentence for a name that is none
 */
export function toLabSchema(name: string): object {
  if (!Object.hasOwn(SCHEMAS, name)) throw new Error(`there is no schema ${name}: name one of ${SCHEMA_NAMES.join(", ")}.`);
  const [title, schema] = SCHEMAS[name as keyof typeof SCHEMAS];
  return { ...z.toJSONSchema(schema, { io: "input" }), title: `Glassbox: ${title}` };
}
