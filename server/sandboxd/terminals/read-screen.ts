import unicode11 from "@xterm/addon-unicode11";
import headless from "@xterm/headless";

/** Everything a person can see or notice of a terminal after these bytes, for comparing two of them in tests. */
export async function readScreen(cols: number, rows: number, bytes: Uint8Array) {
  const terminal = new headless.Terminal({ cols, rows, scrollback: 1000, logLevel: "off", allowProposedApi: true });
  terminal.loadAddon(new unicode11.Unicode11Addon() as unknown as headless.ITerminalAddon);
  terminal.unicode.activeVersion = "11";
  await new Promise<void>((resolve) => terminal.write(bytes, resolve));
  const { active } = terminal.buffer;
  const lines = Array.from({ length: active.length }, (_, y) => {
    const line = active.getLine(y)!;
    return Array.from({ length: cols }, (_, x) => {
      const cell = line.getCell(x)!;
      // A blank has no ink: its text colour and boldness show only through an inversion or an underline.
      const inked = cell.getChars().trim() !== "" || Boolean(cell.isInverse() || cell.isUnderline());
      const ink = inked ? [cell.getFgColor(), cell.isBold()] : [-1, 0];
      const style = [...ink, cell.getBgColor(), cell.isInverse(), cell.isUnderline()].join(",");
      return `${cell.getChars() || " "}|${style}`;
    });
  });
  const seen = {
    text: lines.map((line) =>
      line
        .map((cell) => cell.slice(0, cell.lastIndexOf("|")))
        .join("")
        .trimEnd(),
    ),
    styles: lines,
    cursor: [active.cursorX, active.cursorY],
    buffer: active.type,
    modes: terminal.modes,
  };
  terminal.dispose();
  return seen;
}
