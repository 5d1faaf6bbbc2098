import type { Terminal } from "@xterm/headless";

/** Mouse report encodings: without them a restored htop or vim gets clicks in a form it did not ask for. */
const MOUSE_ENCODINGS = [1005, 1006, 1015, 1016];

/**
 * What the serialize addon leaves out of a screen: a hidden cursor, the cursor's shape, the mouse encoding and the scroll region.
 * Watches a terminal and answers with the sequences that set them again, to be appended to the serialized screen.
 */
export function watchPrivateModes(terminal: Terminal): () => string {
  let hidden = false;
  let shape: number | null = null;
  let region: { top: number; bottom: number } | null = null;
  const encodings = new Set<number>();
  const reset = () => {
    hidden = false;
    shape = null;
    region = null;
    encodings.clear();
  };
  const setPrivate = (params: (number | number[])[], on: boolean) => {
    for (const mode of params) {
      if (mode === 25) hidden = !on;
      else if (typeof mode === "number" && MOUSE_ENCODINGS.includes(mode)) on ? encodings.add(mode) : encodings.delete(mode);
    }
    return false; // the terminal itself still acts on it
  };
  const { parser } = terminal;
  parser.registerCsiHandler({ prefix: "?", final: "h" }, (params) => setPrivate(params, true));
  parser.registerCsiHandler({ prefix: "?", final: "l" }, (params) => setPrivate(params, false));
  parser.registerCsiHandler({ intermediates: " ", final: "q" }, ([style]) => {
    shape = typeof style === "number" && style > 0 ? style : null;
    return false;
  });
  parser.registerCsiHandler({ final: "r" }, ([first, last]) => {
    const top = typeof first === "number" && first > 0 ? first : 1;
    const bottom = typeof last === "number" && last > 0 ? Math.min(last, terminal.rows) : terminal.rows;
    if (bottom > top) region = top === 1 && bottom === terminal.rows ? null : { top, bottom };
    return false;
  });
  parser.registerCsiHandler({ intermediates: "!", final: "p" }, () => {
    reset();
    return false;
  });
  parser.registerEscHandler({ final: "c" }, () => {
    reset();
    return false;
  });
  terminal.onResize(() => {
    region = null;
  });

  return () =>
    [
      // Setting the region moves the cursor home (DECSTBM), so it is saved around it.
      region ? `\x1b7\x1b[${region.top};${region.bottom}r\x1b8` : "",
      ...[...encodings].map((mode) => `\x1b[?${mode}h`),
      shape === null ? "" : `\x1b[${shape} q`,
      hidden ? "\x1b[?25l" : "",
    ].join("");
}
