import type { SandboxdErrorCode } from "../../../lib/contract/sandboxd-protocol.ts";

/** An error whose code crosses the socket; its message is a sentence for the person who waits. */
export class SandboxdError extends Error {
  readonly code: SandboxdErrorCode;
  constructor(code: SandboxdErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "SandboxdError";
    this.code = code;
  }
}
