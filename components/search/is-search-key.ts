type Pressed = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey" | "isComposing" | "defaultPrevented">;

/** Where keys are the text's, or the shell's: Ctrl+K cuts a line there, and / looks for something else. */
const TYPED_INTO = 'input, textarea, select, [contenteditable="true"], [data-terminal-screen]';

/** Whether this key opens the search: "/" or Ctrl+K (Cmd+K), unless it is being typed into something. */
export function isSearchKey(event: Pressed, focused: Pick<Element, "closest"> | null): boolean {
  if (event.defaultPrevented || event.isComposing || event.altKey || focused?.closest(TYPED_INTO)) return false;
  const command = event.ctrlKey || event.metaKey;
  // Some keyboards have "/" on a shifted key.
  return command ? event.key.toLowerCase() === "k" && !event.shiftKey : event.key === "/";
}
