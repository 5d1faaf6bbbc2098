import type { Localized } from "../../lib/contract/ids.ts";
import { SandboxdError } from "../../lib/wire/sandboxd-error.ts";
import { texts } from "./texts.ts";

export type RefusalCode =
  | "full"
  | "too-many"
  | "refused"
  | "unavailable"
  | "not-ready"
  | "not-found"
  | "not-open"
  | "not-running"
  | "forbidden"
  | "invalid"
  | "too-fast"
  | "unreachable"
  | "broken"
  | "failed";

/** An expected "no": a sentence in the student's language. Anything else that is thrown is a bug of ours. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly code: RefusalCode;
  readonly text: Localized;
  constructor(code: RefusalCode, text: Localized, cause?: unknown) {
    super(text.en, { cause });
    this.code = code;
    this.text = text;
  }
}

/** What the student is told of an error; null for a bug of ours, which is logged and not shown. */
export function toRefusal(error: unknown, sandboxdConnected: boolean): Refusal | null {
  if (error instanceof Refusal) return error;
  if (!(error instanceof SandboxdError)) return null;
  if (error.code === "full") return new Refusal("full", texts.full, error);
  if (!sandboxdConnected) return new Refusal("unreachable", texts.unreachable, error);
  return new Refusal(error.code, texts.failed(error.message), error);
}
