/** What a screen shows of whether its shell waits for a command. */
export type ScreenSigns = {
  /** The program asked for bracketed paste: readline does while it waits at a prompt, and takes it back while a command runs. */
  bracketedPaste: boolean;
  /** A full-screen program (vim, less) has the alternate screen. */
  alternate: boolean;
  /** The text left of the cursor on its line. */
  beforeCursor: string;
};

/**
 * Whether a typed command would reach a shell's prompt, not the running program's input. Shells without readline (busybox, dash) ask for
 * nothing: there a line that ends like a prompt has to do.
 */
export function looksIdle({ bracketedPaste, alternate, beforeCursor }: ScreenSigns): boolean {
  if (alternate) return false;
  return bracketedPaste || /[#$%] $/.test(beforeCursor);
}
