"use client";

import { useEffect, useEffectEvent } from "react";

/** Ctrl+Shift+L goes from the terminal to the lesson and back: inside a terminal Tab belongs to the shell, so there must be another way out. */
export function usePaneKey(toTerminal: () => void, toLesson: () => void): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (!event.ctrlKey || !event.shiftKey || event.altKey || event.code !== "KeyL") return;
    event.preventDefault();
    if (document.activeElement?.closest("[data-terminal-screen]")) toLesson();
    else toTerminal();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    window.addEventListener("keydown", listener);
    return () => window.removeEventListener("keydown", listener);
  }, []);
}
