"use client";

import { useSyncExternalStore } from "react";

/** The scheme the page is shown in now: data-theme on <html> if set, else the system's. For what cannot use CSS, such as a canvas. */
export const useColorScheme = (): "light" | "dark" => useSyncExternalStore(watch, read, () => "light");

const darkSystem = () => window.matchMedia("(prefers-color-scheme: dark)");

function read(): "light" | "dark" {
  const chosen = document.documentElement.dataset.theme;
  if (chosen === "light" || chosen === "dark") return chosen;
  return darkSystem().matches ? "dark" : "light";
}

function watch(listener: () => void): () => void {
  const system = darkSystem();
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  system.addEventListener("change", listener);
  return () => {
    observer.disconnect();
    system.removeEventListener("change", listener);
  };
}
