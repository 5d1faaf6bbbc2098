"use client";

import { useTranslations } from "next-intl";
import { Dialog } from "radix-ui";
import { type KeyboardEvent, useId, useState } from "react";
import { MAX_QUERY } from "../../lib/contract/search.ts";
import { Icon } from "../controls/icon.tsx";
import { SearchResults } from "./search-results.tsx";
import { type Find, useSearch } from "./use-search.ts";

/** Words in, places out: arrows choose, Enter opens, Escape closes. */
export function SearchDialog({ open, onOpenChange, find }: { open: boolean; onOpenChange: (open: boolean) => void; find: Find }) {
  const t = useTranslations("search");
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-(--scrim)" />
        <Dialog.Content className="search-dialog" aria-describedby={undefined} data-search>
          <Dialog.Title className="sr-only">{t("title")}</Dialog.Title>
          <SearchBox find={find} onDone={() => onOpenChange(false)} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

const STEPS: Partial<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

function SearchBox({ find, onDone }: { find: Find; onDone: () => void }) {
  const t = useTranslations("search");
  const id = useId();
  const [words, setWords] = useState("");
  const [chosen, setChosen] = useState(0);
  const state = useSearch(find, words);
  const count = state.kind === "found" ? state.answer.groups.reduce((sum, { results }) => sum + results.length, 0) : 0;
  const current = Math.min(chosen, count - 1);
  const optionId = (index: number) => `${id}-option-${index}`;

  const onKeyDown = (event: KeyboardEvent) => {
    // Enter and arrows belong to a Chinese input method while it composes.
    if (event.nativeEvent.isComposing || count === 0) return;
    const step = STEPS[event.key];
    if (step !== undefined) {
      event.preventDefault();
      const next = (current + step + count) % count;
      setChosen(next);
      document.getElementById(optionId(next))?.scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter") {
      event.preventDefault();
      document.getElementById(optionId(current))?.click();
    }
  };

  return (
    <>
      <div className="search-field">
        <Icon name="search" />
        <input
          type="search"
          role="combobox"
          aria-label={t("title")}
          aria-expanded={count > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={count > 0 ? optionId(current) : undefined}
          placeholder={t("placeholder")}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          maxLength={MAX_QUERY}
          value={words}
          onChange={(event) => {
            setWords(event.target.value);
            setChosen(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <p
        role="status"
        className="search-status"
        data-search-status={state.kind === "found" && count === 0 ? "nothing" : state.kind}
      >
        {state.kind === "idle" && t("begin")}
        {state.kind === "failed" && t("failed")}
        {state.kind === "found" && (count === 0 ? t("nothing", { words: state.words }) : t("count", { count }))}
      </p>
      <div className="search-list" id={`${id}-list`} role="listbox" aria-label={t("title")}>
        {state.kind === "found" && count > 0 && (
          <SearchResults groups={state.answer.groups} current={current} optionId={optionId} onPoint={setChosen} onDone={onDone} />
        )}
      </div>
      <p className="search-keys" aria-hidden="true">
        <span>
          <kbd>↑</kbd>
          <kbd>↓</kbd> {t("move")}
        </span>
        <span>
          <kbd>↵</kbd> {t("go")}
        </span>
        <span>
          <kbd>Esc</kbd> {t("close")}
        </span>
      </p>
    </>
  );
}
