"use client";

import { useEffect, useEffectEvent } from "react";
import { isTyping, type PageShortcut, pageShortcut } from "../../../components/shell/shortcuts.ts";

/** Hears the page's keys wherever the focus is; single ones only where nobody is typing. */
export function useShortcuts(actions: Record<PageShortcut, (event: KeyboardEvent) => void>, singleKeys: boolean): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || event.repeat) return;
    const pressed = pageShortcut(event, singleKeys && !isTyping(event.target));
    if (pressed === null) return;
    event.preventDefault();
    actions[pressed](event);
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    window.addEventListener("keydown", listener);
    return () => window.removeEventListener("keydown", listener);
  }, []);
}
