import { EditorState } from "@codemirror/state";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toEditorText, toFileBytes } from "./editor-text.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

/** What the editor gives back of a file that nobody changed. */
function throughTheEditor(data: Uint8Array): Uint8Array | null {
  const content = toEditorText(data);
  if (content.kind === "binary") return null;
  const state = EditorState.create({ doc: content.text, extensions: EditorState.lineSeparator.of(content.lineBreak) });
  return toFileBytes(state.sliceDoc());
}

describe("a file in the editor", () => {
  test("comes back byte for byte, whatever its lines end with", () => {
    for (const text of [
      "",
      "a",
      "a\n",
      "a\r\nb\r\n",
      "a\r\nb\n",
      "\r",
      "a\rb\r",
      "\r\n",
      "\n\r\n",
      "\ufeffwith a mark\n",
      "界面\u2028x\u0085",
    ])
      expect(throughTheEditor(bytes(text))).toEqual(bytes(text));
  });

  test("comes back byte for byte, any text", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("a", "\n", "\r", "\r\n", "界", "\t", "\u2029", "\ufeff", "🐳")), (pieces) => {
        expect(throughTheEditor(bytes(pieces.join("")))).toEqual(bytes(pieces.join("")));
      }),
    );
  });

  test("has a new line end as the others do", () => {
    expect(toEditorText(bytes("a\r\nb\r\n"))).toMatchObject({ lineBreak: "\r\n" });
    expect(toEditorText(bytes("a\r\nb\n"))).toMatchObject({ lineBreak: "\n" });
    expect(toEditorText(bytes("a"))).toMatchObject({ lineBreak: "\n" });
  });

  test("is not opened where it is no UTF-8 text: it would not survive", () => {
    for (const data of [
      [0x7f, 0x45, 0x4c, 0x46, 0],
      [0xff, 0xfe],
      [0x61, 0xe7, 0x95],
    ])
      expect(toEditorText(Uint8Array.from(data))).toEqual({ kind: "binary" });
  });
});
