"use client";

import { useTranslations } from "next-intl";
import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { type FilePath, shownPath } from "../../lib/contract/file-path.ts";
import { EDITOR_CAP_BYTES, type ExpectedFile, type FileFacts } from "../../lib/contract/files.ts";
import type { CodeEditor } from "./code-editor.ts";
import { type LineBreak, toEditorText, toFileBytes } from "./editor-text.ts";
import type { FilesPort } from "./files-port.ts";
import { useRefusal } from "./refusal.tsx";

export type FilePhase =
  | { kind: "loading" }
  /** There is no such file: it may be made. */
  | { kind: "gone" }
  | { kind: "binary"; size: number }
  | { kind: "refused"; sentence: string }
  | { kind: "ready"; writable: boolean };

export type Conflict = "changed" | "gone" | "exists";

/** What the file is compared with when the page comes back to it, at most so often. */
const LOOK_AGAIN_MS = 2000;

/** One open file: reads it into an editor in `host`, saves it, and notices when it has changed in the sandbox meanwhile. */
export function useFile(port: FilesPort, path: FilePath, host: RefObject<HTMLElement | null>, onDirty: (dirty: boolean) => void) {
  const t = useTranslations("files");
  const sentence = useRefusal();
  const [phase, setPhase] = useState<FilePhase>({ kind: "loading" });
  const [conflict, setConflict] = useState<Conflict | null>(null);
  /** The last thing to say of it, and whether it is bad news. */
  const [said, setSaid] = useState<{ text: string; bad: boolean } | null>(null);
  const [saving, setSaving] = useState(false);
  const editor = useRef<CodeEditor | null>(null);
  const expected = useRef<ExpectedFile>({ kind: "absent" });
  const dirty = useRef(false);
  const looked = useRef(0);
  const now = useRef({ path, onDirty });
  now.current = { path, onDirty };

  const know = useCallback((facts: FileFacts) => {
    if (facts.version) expected.current = { kind: "version", version: facts.version };
    editor.current?.lock(!facts.writable);
    setPhase({ kind: "ready", writable: facts.writable });
  }, []);

  const save = useCallback(
    async (overwrite = false) => {
      const mine = editor.current;
      if (!mine) return;
      setConflict(null);
      const data = toFileBytes(mine.text());
      if (data.byteLength > EDITOR_CAP_BYTES) return setSaid({ text: t("refused.too-big"), bad: true });
      const mark = mine.mark();
      setSaving(true);
      const answer = await port.write(now.current.path, overwrite ? { kind: "any" } : expected.current, data);
      setSaving(false);
      if (answer.kind === "conflict") return setConflict(answer.now);
      if (answer.kind !== "written") return setSaid({ text: sentence(answer), bad: true });
      know(answer.facts);
      mine.saved(mark);
      setSaid({ text: t(answer.inPlace ? "savedInPlace" : "saved"), bad: false });
    },
    [port, sentence, know, t],
  );

  const show = useCallback(
    async (text: string, lineBreak: LineBreak, readOnly: boolean) => {
      if (editor.current) return editor.current.replace(text);
      const { createCodeEditor } = await import("./code-editor.ts");
      if (!host.current || editor.current) return;
      const mayType = !matchMedia("(pointer: coarse)").matches; // a phone's keyboard would cover what was just opened
      editor.current = createCodeEditor(host.current, {
        ...{ text, lineBreak, readOnly, path: now.current.path },
        label: t("editorOf", { name: shownPath(now.current.path) }),
        phrases: Object.fromEntries(
          PHRASES.map((phrase) => [phrase, t(`phrases.${phrase.replaceAll(" ", "-").replace("$", "n")}` as never)]),
        ),
        onSave: () => void save(),
        onDirty: (next) => {
          dirty.current = next;
          now.current.onDirty(next);
        },
      });
      if (mayType) editor.current.focus();
    },
    [host, save, t],
  );

  const load = useCallback(
    async (quiet = false) => {
      setConflict(null);
      looked.current = Date.now();
      const answer = await port.read(now.current.path);
      looked.current = Date.now();
      if (answer.kind === "content") {
        const known = expected.current.kind === "version" ? expected.current.version : null;
        if (quiet && (dirty.current || answer.facts.version === known)) return;
        const content = toEditorText(answer.data);
        if (content.kind === "binary") {
          if (!quiet) setPhase({ kind: "binary", size: answer.facts.size });
          return;
        }
        know(answer.facts);
        await show(content.text, content.lineBreak, !answer.facts.writable);
        setSaid(quiet ? { text: t("reloaded"), bad: false } : null);
      } else if (quiet) {
        // What cannot be read any more is said when it is saved.
      } else if (editor.current) {
        setSaid({ text: sentence(answer), bad: true });
      } else if (answer.kind === "refused" && answer.code === "gone") {
        setPhase({ kind: "gone" });
      } else {
        setPhase({ kind: "refused", sentence: sentence(answer) });
      }
    },
    [port, know, show, sentence, t],
  );

  // Once, and not when the language changes: reading again takes the place of what was typed.
  const loadFirst = useRef(load);
  loadFirst.current = load;
  useEffect(() => {
    if (port) void loadFirst.current();
  }, [port]);
  useEffect(
    () => () => {
      editor.current?.dispose();
      editor.current = null;
    },
    [],
  );
  useEffect(() => editor.current?.moved(path, t("editorOf", { name: shownPath(path) })), [path, t]);

  return {
    ...{ phase, conflict, said, saving, save, load },
    /** A file that is not there yet: it is made by the first save. */
    start: async () => {
      expected.current = { kind: "absent" };
      setPhase({ kind: "ready", writable: true });
      await show("", "\n", false);
      editor.current?.focus();
    },
    /** Somebody looks at it again: what has changed in the sandbox is shown, unless there is unsaved text. */
    lookAgain: () => {
      if (
        phase.kind === "ready" &&
        !dirty.current &&
        expected.current.kind === "version" &&
        Date.now() - looked.current > LOOK_AGAIN_MS
      )
        void load(true);
    },
    keep: () => setConflict(null),
    hush: () => setSaid(null),
    focus: () => editor.current?.focus(),
  };
}

/** CodeMirror's words in its search panel (@codemirror/search, state.phrase). */
const PHRASES = [
  "Find",
  "Replace",
  "next",
  "previous",
  "all",
  "match case",
  "regexp",
  "by word",
  "replace",
  "replace all",
  "close",
  "current match",
  "on line",
  "replaced match on line $",
  "replaced $ matches",
  "Go to line",
  "go",
  "Control character",
];
