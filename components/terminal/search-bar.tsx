"use client";

import type { SearchAddon } from "@xterm/addon-search";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Button } from "../controls/button.tsx";
import { Icon } from "../controls/icon.tsx";

const DECORATIONS = { matchOverviewRuler: "#d9a400", activeMatchColorOverviewRuler: "#e06c00" };

/** Finds text in a terminal's screen and scrollback: Enter for the next, Shift+Enter for the one before, Escape to leave. */
export function SearchBar({ search, onClose }: { search: SearchAddon; onClose: () => void }) {
  const t = useTranslations("terminal.search");
  const [text, setText] = useState("");
  const [found, setFound] = useState<{ index: number; count: number } | null>(null);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  useEffect(() => {
    const results = search.onDidChangeResults(({ resultIndex, resultCount }) =>
      setFound({ index: resultIndex, count: resultCount }),
    );
    return () => {
      results.dispose();
      search.clearDecorations();
    };
  }, [search]);
  const next = () => search.findNext(text, { decorations: DECORATIONS });
  const previous = () => search.findPrevious(text, { decorations: DECORATIONS });
  return (
    <search className="absolute top-2 right-4 z-10 flex items-center gap-1 rounded-lg border border-line-strong bg-raised p-1 shadow-(--shadow-raised)">
      <input
        ref={input}
        value={text}
        placeholder={t("placeholder")}
        aria-label={t("placeholder")}
        className="h-7 w-44 rounded bg-transparent px-2 text-[13px] outline-none placeholder:text-ink-faint"
        onChange={(event) => {
          setText(event.target.value);
          search.findNext(event.target.value, { incremental: true, decorations: DECORATIONS });
        }}
        onKeyDown={(event) => {
          if (event.key === "Escape") onClose();
          if (event.key === "Enter") event.shiftKey ? previous() : next();
        }}
      />
      <span aria-live="polite" className="min-w-10 text-center text-ink-faint text-xs tabular-nums">
        {text && found ? (found.count === 0 ? t("none") : `${found.index + 1}/${found.count}`) : ""}
      </span>
      <Button look="quiet" size="icon-small" aria-label={t("previous")} title={t("previous")} onClick={previous}>
        <Icon name="up" size={14} />
      </Button>
      <Button look="quiet" size="icon-small" aria-label={t("next")} title={t("next")} onClick={next}>
        <Icon name="down" size={14} />
      </Button>
      <Button look="quiet" size="icon-small" aria-label={t("close")} title={t("close")} onClick={onClose}>
        <Icon name="close" size={14} />
      </Button>
    </search>
  );
}
