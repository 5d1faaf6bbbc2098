import { expect, test } from "vitest";
import { SCHEMA_NAMES, toLabSchema } from "./lab-schema.ts";

test("the schema of a lab requires what lab check requires, and knows no other keys", () => {
  expect(toLabSchema("lab")).toMatchObject({
    required: ["title", "summary", "minutes", "level"],
    additionalProperties: false,
    properties: { level: { enum: ["beginner", "intermediate", "advanced"] } },
  });
});

test("an editor knows how a value is made, and which names it may have", () => {
  const { vars } = (
    toLabSchema("lab") as { properties: { vars: { propertyNames: object; additionalProperties: { anyOf: object[] } } } }
  ).properties;
  expect(vars.propertyNames).toMatchObject({ pattern: "^[a-z][a-z0-9_]{0,30}$" });
  expect(vars.additionalProperties.anyOf).toContainEqual(expect.objectContaining({ const: "secret" }));
  expect(vars.additionalProperties.anyOf).toContainEqual(expect.objectContaining({ required: ["subnet"] }));
});

test("an editor knows that a step needs steps by their ids", () => {
  expect(toLabSchema("step")).toMatchObject({
    properties: { needs: { type: "array", minItems: 1, items: { pattern: expect.stringMatching(/^\^\[0-9\]\{2\}-/) } } },
  });
});

test("every name has a schema, and any other is refused with the names", () => {
  for (const name of SCHEMA_NAMES) expect(toLabSchema(name)).toMatchObject({ type: "object", title: expect.any(String) });
  expect(() => toLabSchema("toString")).toThrow(
    "there is no schema toString: name one of lab, step, translation, curriculum, reference, glossary.",
  );
});
