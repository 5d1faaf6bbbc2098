/** A key, and what is held with it. mod is Ctrl, or Command on a Mac. */
export type Chord = { key: string; mod?: true; ctrl?: true; shift?: true };
export type Shortcut = {
  id: string;
  chords: readonly [Chord, ...Chord[]] /** It needs no second key: it can be switched off, and typing never means it. */;
  single?: true;
};

/**
 * Every key that does something, where it does it. The map that "?" opens is made of this, and so are the keys of the page itself; those of the
 * terminal, the editor and the diagrams are heard where they belong, and listed here.
 */
export const SHORTCUTS = {
  page: [
    { id: "map", chords: [{ key: "?" }], single: true },
    { id: "next", chords: [{ key: "n" }], single: true },
    { id: "previous", chords: [{ key: "p" }], single: true },
    { id: "panes", chords: [{ key: "L", ctrl: true, shift: true }] },
    { id: "print", chords: [{ key: "P", mod: true }] },
  ],
  steps: [{ id: "walk", chords: [{ key: "ArrowLeft" }, { key: "ArrowRight" }] }],
  terminal: [
    { id: "copy", chords: [{ key: "C", ctrl: true, shift: true }] },
    { id: "paste", chords: [{ key: "V", ctrl: true, shift: true }] },
    { id: "search", chords: [{ key: "F", ctrl: true, shift: true }] },
    { id: "close", chords: [{ key: "Delete" }] },
  ],
  files: [{ id: "save", chords: [{ key: "S", mod: true }] }],
  diagrams: [
    { id: "marks", chords: [{ key: "ArrowLeft" }, { key: "ArrowRight" }, { key: "ArrowUp" }, { key: "ArrowDown" }] },
    { id: "explain", chords: [{ key: "Enter" }] },
    { id: "command", chords: [{ key: "C" }] },
    { id: "back", chords: [{ key: "Escape" }] },
  ],
} as const satisfies Record<string, readonly Shortcut[]>;

export type ShortcutPlace = keyof typeof SHORTCUTS;
export type PageShortcut = (typeof SHORTCUTS)["page"][number]["id"];

type Pressed = Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">;

/** The page's shortcut that was pressed; null: none. Single keys count only where they are on. */
export function pageShortcut(event: Pressed, singleKeys: boolean): PageShortcut | null {
  const shortcuts: readonly (Shortcut & { id: PageShortcut })[] = SHORTCUTS.page;
  const found = shortcuts.find(
    ({ chords, single }) => chords.some((chord) => isPressed(chord, event)) && (!single || singleKeys),
  );
  return found?.id ?? null;
}

function isPressed(chord: Chord, event: Pressed): boolean {
  const held = event.ctrlKey || event.metaKey || event.altKey;
  // A sign may need Shift, on some keyboards and not on others; a letter alone is meant without it.
  if (!chord.ctrl && !chord.mod) return !held && event.key === chord.key;
  const command = chord.mod ? event.ctrlKey !== event.metaKey : event.ctrlKey && !event.metaKey;
  // By its place, so that it is the same key while another script is set.
  return command && !event.altKey && event.shiftKey === (chord.shift ?? false) && event.code === `Key${chord.key}`;
}

/** Where single keys are letters, not commands. */
const TYPING =
  "input, textarea, select, [contenteditable]:not([contenteditable=false]), [data-terminal-screen], [role=dialog], [role=alertdialog], [role=menu]";
export const isTyping = (target: EventTarget | null): boolean => target instanceof Element && target.closest(TYPING) !== null;

const NAMES: Record<string, string> = {
  ArrowLeft: "\u2190",
  ArrowRight: "\u2192",
  ArrowUp: "\u2191",
  ArrowDown: "\u2193",
  Delete: "Del",
  Escape: "Esc",
};

/** The keys of a chord as they are written on a keyboard. */
export function keysOf({ key, mod, ctrl, shift }: Chord, mac: boolean): string[] {
  const command = mod ? [mac ? "\u2318" : "Ctrl"] : ctrl ? ["Ctrl"] : [];
  return [...command, ...(shift ? ["Shift"] : []), NAMES[key] ?? key];
}
