/**
 * Text that is safe to paste: without control characters other than tab and line ends. Clipboard text from a web page may carry ESC[201~,
 * which ends a bracketed paste early and makes the shell run what follows.
 */
export const cleanPaste = (text: string): string =>
  text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u0080-\u009f]/g, "");
