/** How lines end in a file; an editor must give back every byte that it was not asked to change. */
export type LineBreak = "\n" | "\r\n";

export type EditorText = { kind: "text"; text: string; lineBreak: LineBreak } | { kind: "binary" };

/** Text is UTF-8 without NUL; anything else would not survive being edited. A byte order mark stays in the text. */
export function toEditorText(data: Uint8Array): EditorText {
  if (data.includes(0)) return { kind: "binary" };
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(data);
    return { kind: "text", text, lineBreak: lineBreakOf(text) };
  } catch {
    return { kind: "binary" };
  }
}

/** CR LF only where every line ends so: in a file of both kinds a CR is a character at the end of its line. */
function lineBreakOf(text: string): LineBreak {
  const breaks = text.split("\n").length - 1;
  return breaks > 0 && text.split("\r\n").length - 1 === breaks ? "\r\n" : "\n";
}

export const toFileBytes = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(new TextEncoder().encode(text));
