"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { useId } from "react";
import type { SearchAnswer, SearchPiece, SearchResult } from "../../lib/contract/search.ts";
import { Icon } from "../controls/icon.tsx";

type Props = {
  groups: SearchAnswer["groups"];
  /** Index over all groups. */
  current: number;
  optionId: (index: number) => string;
  onPoint: (index: number) => void;
  onDone: () => void;
};

const ICONS = { labs: "terminal", reference: "book", glossary: "note" } as const;

/** What was found, by kind. From a lab other pages open beside it: its terminals stay in sight. */
export function SearchResults({ groups, current, optionId, onPoint, onDone }: Props) {
  const t = useTranslations("search");
  const id = useId();
  const path = usePathname() ?? "/";
  let index = -1;
  return groups.map(({ kind, results }) => (
    // biome-ignore lint/a11y/useSemanticElements: a listbox holds groups of options, and a fieldset is none
    <div key={kind} role="group" aria-labelledby={`${id}-${kind}`} data-group={kind}>
      <p id={`${id}-${kind}`} className="search-group">
        {t(`groups.${kind}`)}
      </p>
      {results.map((result) => {
        index += 1;
        const mine = index;
        const beside = path.startsWith("/lab/") && result.href.split("?")[0] !== path;
        return (
          <Link
            key={result.href}
            id={optionId(mine)}
            href={result.href}
            prefetch={false}
            role="option"
            aria-selected={mine === current}
            tabIndex={-1}
            className="search-option"
            data-result={result.href}
            onPointerMove={() => onPoint(mine)}
            onClick={onDone}
            {...(beside ? { target: "_blank", rel: "noopener" } : {})}
          >
            <Icon name={ICONS[kind]} size={15} />
            <Words result={result} />
            {beside && (
              <span className="search-beside" title={t("newTab")}>
                <Icon name="external" size={13} />
                <span className="sr-only">{t("newTab")}</span>
              </span>
            )}
          </Link>
        );
      })}
    </div>
  ));
}

function Words({ result: { title, within, snippet, snippetLocale } }: { result: SearchResult }) {
  return (
    <span className="search-words">
      <span className="search-title">
        <span>
          <Pieces pieces={title} />
        </span>
        {within !== null && <span className="search-within">{within}</span>}
      </span>
      <span className="search-snippet" lang={snippetLocale}>
        <Pieces pieces={snippet} />
      </span>
    </span>
  );
}

/** Text nodes only. */
const Pieces = ({ pieces }: { pieces: SearchPiece[] }) =>
  // biome-ignore lint/suspicious/noArrayIndexKey: a piece is its position
  pieces.map(({ text, hit }, index) => (hit ? <mark key={index}>{text}</mark> : <span key={index}>{text}</span>));
