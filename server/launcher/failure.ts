/** A reason to stop that the operator can act on: one sentence and its cure. Printed without a stack trace, exit code 1. */
export class LauncherError extends Error {
  readonly cure: string;
  constructor(problem: string, cure: string, cause?: unknown) {
    super(problem, { cause });
    this.name = "LauncherError";
    this.cure = cure;
  }
}

/** What the terminal shows for an error: the sentence and the cure; for a bug of ours, everything we know. */
export function toFailureText(error: unknown): string {
  if (error instanceof LauncherError) return `${error.message}\n  cure: ${error.cure}`;
  if (isNoSpace(error)) {
    return `the disk is full: ${error.message}\n  cure: free some space or point GLASSBOX_STATE and GLASSBOX_CACHE at a larger file system`;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

const isNoSpace = (error: unknown): error is Error =>
  error instanceof Error && ((error as NodeJS.ErrnoException).code === "ENOSPC" || /No space left on device/.test(error.message));
