import { z } from "zod";

/** {{net}} in text, $LAB_NET in scripts, $vars.net in expectations. */
export const VarName = z.string().regex(/^[a-z][a-z0-9_]{0,30}$/);

/** What a value may be made of: it goes into shell commands, addresses and markdown as it is. */
const PlainWord = z.string().regex(/^[A-Za-z0-9/._][A-Za-z0-9/._:@+-]{0,63}$/, {
  error: "a value to pick has up to 64 letters, digits and / . _ : @ + -",
});

const FORMS = "name, secret, { pick: [red, green] }, { range: [10, 200] } and { subnet: 10.0.0.0/8 }";

/** How a value that differs per person is made. */
export const VarGenerator = z.union(
  [
    /** A word that can be said. */
    z.literal("name"),
    /** 16 hexadecimal digits. */
    z.literal("secret"),
    /** One of these. */
    z.strictObject({
      pick: z
        .array(z.union([PlainWord, z.number().int().nonnegative()]))
        .min(2)
        .max(64),
    }),
    /** A whole number from the first to the last, both included. */
    z.strictObject({ range: z.tuple([z.number().int().min(0), z.number().int().max(1_000_000_000)]) }),
    /** The first three bytes of a /24 in this network: {{net}}.0/24 is the network, {{net}}.1 an address in it. */
    z.strictObject({ subnet: z.string().regex(/^(\d{1,3}\.){3}\d{1,3}\/([89]|1\d|2[0-3])$/) }),
  ],
  { error: `this is none of ${FORMS}` },
);
export type VarGenerator = z.infer<typeof VarGenerator>;

export const LabVars = z.record(VarName, VarGenerator, {
  error: (issue) =>
    issue.code === "invalid_key"
      ? "the name of a value has up to 31 lowercase letters, digits and _, and begins with a letter"
      : undefined,
});
export type LabVars = z.infer<typeof LabVars>;

/** One person's values of one lab: numbers where they were picked or drawn as numbers. */
export const VarValues = z.record(z.string().max(31), z.union([z.string().max(64), z.number()]));
export type VarValues = z.infer<typeof VarValues>;

/** How web tells the page whose text it renders; web sets or removes it on every request. */
export const VALUES_HEADER = "x-glassbox-values";
