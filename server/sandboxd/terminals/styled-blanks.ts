import type headless from "@xterm/headless";

/**
 * Bytes that paint the empty cells of the screen that can be seen all the same: by a background, an inversion or an underline. The serialize
 * addon leaves out such cells below the last text, and where half of a wide character was overwritten: a screen cleared to blue would come
 * back black. Cursor and attributes are kept by DECSC and DECRC.
 */
export function paintStyledBlanks(terminal: headless.Terminal): string {
  const buffer = terminal.buffer.active;
  let painted = "";
  for (let y = 0; y < terminal.rows; y += 1) {
    const line = buffer.getLine(buffer.baseY + y);
    if (!line) continue;
    for (let x = 0; x < terminal.cols; ) {
      const style = blankStyle(line.getCell(x));
      let end = x + 1;
      while (end < terminal.cols && blankStyle(line.getCell(end)) === style) end += 1;
      if (style !== null) painted += `\x1b[${y + 1};${x + 1}H\x1b[0;${style}m${" ".repeat(end - x)}`;
      x = end;
    }
  }
  // Origin mode would count rows from the scroll region's top; DECRC brings it back.
  return painted === "" ? "" : `\x1b7\x1b[?6l${painted}\x1b8`;
}

/** SGR parameters of an empty cell that can be seen; null for text and for plain emptiness. */
function blankStyle(cell: headless.IBufferCell | undefined): string | null {
  if (cell === undefined || cell.getCode() !== 0 || cell.getWidth() !== 1) return null;
  const inked = [...(cell.isUnderline() ? ["4"] : []), ...(cell.isInverse() ? ["7"] : [])];
  if (inked.length > 0 && !cell.isFgDefault()) inked.push(colour("38", cell.isFgRGB(), cell.getFgColor()));
  if (!cell.isBgDefault()) inked.push(colour("48", cell.isBgRGB(), cell.getBgColor()));
  return inked.length > 0 ? inked.join(";") : null;
}

const colour = (ground: "38" | "48", rgb: boolean, value: number): string =>
  rgb ? `${ground};2;${value >> 16};${(value >> 8) & 255};${value & 255}` : `${ground};5;${value}`;
