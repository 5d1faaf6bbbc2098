import { z } from "zod";
import { SandboxdErrorCode } from "../contract/sandboxd-protocol.ts";

/** An expected refusal or failure: its message is a sentence for a person and crosses the socket with its code. */
export class SandboxdError extends Error {
  override readonly name = "SandboxdError";
  readonly code: SandboxdErrorCode;
  constructor(code: SandboxdErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** What an answer looks like on the wire: errors are data, so that both sides parse them like everything else. */
export const Outcome = z.discriminatedUnion("ok", [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), code: SandboxdErrorCode, message: z.string().max(16_384) }),
]);
export type Outcome = z.infer<typeof Outcome>;

/** "createSandbox: profile.memoryMiB: Too small" */
export const describeIssues = (what: string, error: z.ZodError): string =>
  `${what}: ${error.issues.map((issue) => [issue.path.join("."), issue.message].filter(Boolean).join(": ")).join("; ")}`.slice(
    0,
    2000,
  );
