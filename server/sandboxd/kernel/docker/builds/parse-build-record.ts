import { protoFields, protoTime } from "./proto-fields.ts";

/** A finished build as BuildKit wrote it into history.db. Text is as it lies there: unescaped, of any length. */
export type BuildRecord = {
  ref: string;
  /** What the client asked for: filename, target, build-arg:NAME ... */
  attributes: ReadonlyMap<string, string>;
  /** Why it failed, null where it did not. */
  error: string | null;
  /** Unix time in milliseconds. */
  createdAt: number | null;
  completedAt: number | null;
  /** "sha256:...", of the status messages in the content store. */
  log: string | null;
  /** "sha256:...": the image's id where the engine keeps images by their configuration. */
  result: string | null;
};

const DIGEST = /^sha256:[0-9a-f]{64}$/;

/**
 * A value of the bucket "_records": BuildHistoryRecord (moby/buildkit 0.12 to 0.13, api/services/control/control.proto; the fields read here
 * have kept their numbers since 0.11). @throws ProtoError
 */
export function parseBuildRecord(value: Buffer): BuildRecord {
  const attributes = new Map<string, string>();
  const record: BuildRecord = {
    ref: "",
    attributes,
    error: null,
    createdAt: null,
    completedAt: null,
    log: null,
    result: null,
  };
  for (const { field, bytes } of protoFields(value)) {
    if (field === 1) record.ref = bytes.toString("utf8");
    else if (field === 3) {
      const [name = "", text = ""] = textsOf(bytes, [1, 2]);
      attributes.set(name, text);
    } else if (field === 5) record.error = textsOf(bytes, [2])[0] ?? "";
    else if (field === 6) record.createdAt = protoTime(bytes);
    else if (field === 7) record.completedAt = protoTime(bytes);
    else if (field === 8) record.log = digestOf(bytes);
    else if (field === 10) for (const inner of protoFields(bytes)) if (inner.field === 1) record.result = digestOf(inner.bytes);
  }
  return record;
}

/** Descriptor: media_type 1, digest 2, size 3. */
function digestOf(descriptor: Buffer): string | null {
  const [digest = ""] = textsOf(descriptor, [2]);
  return DIGEST.test(digest) ? digest : null;
}

function textsOf(message: Buffer, wanted: readonly number[]): (string | undefined)[] {
  const texts = new Map<number, string>();
  for (const { field, bytes } of protoFields(message)) if (wanted.includes(field)) texts.set(field, bytes.toString("utf8"));
  return wanted.map((field) => texts.get(field));
}
