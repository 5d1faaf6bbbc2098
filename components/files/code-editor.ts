import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { bracketMatching, indentOnInput, indentUnit } from "@codemirror/language";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { Compartment, EditorState, type Text } from "@codemirror/state";
import {
  crosshairCursor,
  drawSelection,
  EditorView,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  rectangularSelection,
} from "@codemirror/view";
import type { LineBreak } from "./editor-text.ts";
import { editorColours, editorTheme } from "./editor-theme.ts";
import { languageOf } from "./language-of.ts";
import { loadLanguage } from "./load-language.ts";

export type CodeEditorOptions = {
  text: string;
  lineBreak: LineBreak;
  readOnly: boolean;
  /** Of the file: decides the language. */
  path: string;
  /** What a screen reader calls it. */
  label: string;
  /** CodeMirror's own words in the reader's language. */
  phrases: Record<string, string>;
  onSave: () => void;
  /** The text differs from what was last saved, or no longer does. */
  onDirty: (dirty: boolean) => void;
};

/** One CodeMirror on the page. This file is fetched when the first file is opened. */
export type CodeEditor = ReturnType<typeof createCodeEditor>;

/** Marks what a text was when it was sent to be saved. */
export type TextMark = Text;

export function createCodeEditor(parent: HTMLElement, options: CodeEditorOptions) {
  const { text, path, label, phrases, onSave, onDirty } = options;
  const language = new Compartment();
  const readOnly = new Compartment();
  const naming = new Compartment();
  let dirty = false;
  const tell = () => {
    const now = !view.state.doc.eq(saved);
    if (now !== dirty) {
      dirty = now;
      onDirty(now);
    }
  };
  const askToSave = () => {
    onSave();
    return true;
  };
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: EditorState.create({ doc: text, extensions: EditorState.lineSeparator.of(options.lineBreak) }).doc,
      extensions: [
        // Fixed, so that a lone CR stays a character and every byte comes back.
        EditorState.lineSeparator.of(options.lineBreak),
        lineNumbers(),
        highlightActiveLineGutter(),
        highlightSpecialChars(),
        history(),
        drawSelection(),
        rectangularSelection(),
        crosshairCursor(),
        indentOnInput(),
        indentUnit.of("  "),
        bracketMatching(),
        highlightSelectionMatches(),
        search({ top: true }),
        EditorState.phrases.of(phrases),
        EditorState.allowMultipleSelections.of(true),
        editorTheme,
        editorColours,
        naming.of(EditorView.contentAttributes.of({ "aria-label": label })),
        readOnly.of(locked(options.readOnly)),
        language.of([]),
        // Escape, then Tab leaves the editor (CodeMirror's own way out).
        keymap.of([
          { key: "Mod-s", preventDefault: true, run: askToSave },
          ...searchKeymap,
          ...defaultKeymap,
          ...historyKeymap,
          indentWithTab,
        ]),
        EditorView.updateListener.of((update) => update.docChanged && tell()),
      ],
    }),
  });
  let saved = view.state.doc;
  const colour = async (of: string) => {
    const support = await loadLanguage(languageOf(of, view.state.doc.line(1).text));
    view.dispatch({ effects: language.reconfigure(support ?? []) });
  };
  void colour(path);

  return {
    mark: (): TextMark => view.state.doc,
    /** With the file's own line ends. */
    text: (): string => view.state.sliceDoc(),
    /** What was marked is in the file now. */
    saved(mark: TextMark) {
      saved = mark;
      tell();
    },
    /** What the file holds now takes the place of the text, as one change that undo takes back. */
    replace(next: string) {
      const insert = view.state.toText(next);
      const anchor = Math.min(view.state.selection.main.head, insert.length);
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert }, selection: { anchor } });
      saved = view.state.doc;
      tell();
    },
    lock: (now: boolean) => view.dispatch({ effects: readOnly.reconfigure(locked(now)) }),
    moved(to: string, name: string) {
      view.dispatch({ effects: naming.reconfigure(EditorView.contentAttributes.of({ "aria-label": name })) });
      void colour(to);
    },
    focus: () => view.focus(),
    dispose: () => view.destroy(),
  };
}

const locked = (now: boolean) => [EditorState.readOnly.of(now)];
