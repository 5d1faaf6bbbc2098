"use client";

import { useLocale } from "next-intl";
import { type ReactNode, useCallback, useEffect, useState } from "react";
import { isSearchKey } from "../components/search/is-search-key.ts";
import { SearchContext } from "../components/search/search-context.ts";
import { SearchDialog } from "../components/search/search-dialog.tsx";
import type { Locale } from "../lib/contract/ids.ts";
import { SEARCH_ADDRESS, SearchAnswer } from "../lib/contract/search.ts";
import "./no-eval.ts";

/** The search that every page has, behind its keys and the button on top. */
export function SearchPlace({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState(false);
  const locale = useLocale();
  const show = useCallback(() => setOpen(true), []);
  const find = useCallback((words: string, signal: AbortSignal) => askServer(words, locale, signal), [locale]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      // Another dialog asks something first.
      if (!isSearchKey(event, document.activeElement) || document.querySelector('[role="dialog"], [role="alertdialog"]')) return;
      event.preventDefault();
      setOpen(true);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
  return (
    <SearchContext value={show}>
      {children}
      <SearchDialog open={open} onOpenChange={setOpen} find={find} />
    </SearchContext>
  );
}

async function askServer(words: string, locale: Locale, signal: AbortSignal): Promise<SearchAnswer> {
  const asked = new URLSearchParams({ q: words, lang: locale });
  const response = await fetch(`${SEARCH_ADDRESS}?${asked}`, { signal, cache: "no-store" });
  if (!response.ok) throw new Error(`GET ${SEARCH_ADDRESS} answered ${response.status}`);
  return SearchAnswer.parse(await response.json());
}
