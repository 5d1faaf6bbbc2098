"use client";

import { useTranslations } from "next-intl";
import { type KeyboardEvent, useDeferredValue, useId, useMemo, useRef, useState } from "react";
import { Button } from "../controls/button.tsx";
import { Icon } from "../controls/icon.tsx";
import { type TreeRow, toTreeRows } from "./tree-rows.ts";

/** A value as a tree: arrows walk and fold it, a search narrows it, and the path of the row in front goes where the caller wants it. */
export function KernelTree({ value, onPath }: { value: unknown; onPath: (path: string) => void }) {
  const t = useTranslations("author.tree");
  const id = useId();
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [search, setSearch] = useState("");
  const [at, setAt] = useState<string | null>(null);
  const sought = useDeferredValue(search);
  const list = useRef<HTMLDivElement>(null);
  const { rows, cut } = useMemo(() => toTreeRows(value, open, sought), [value, open, sought]);
  const front = rows.some(({ path }) => path === at) ? at : (rows[0]?.path ?? null);

  const fold = (path: string, want: boolean) =>
    setOpen((now) => new Set(want ? [...now, path] : [...now].filter((one) => one !== path)));
  const go = (row: TreeRow | undefined) => {
    if (row === undefined) return;
    setAt(row.path);
    list.current?.querySelector<HTMLElement>(`[data-index="${rows.indexOf(row)}"]`)?.focus();
  };
  const onKey = (event: KeyboardEvent, row: TreeRow, index: number) => {
    const parent = () => rows.slice(0, index).findLast(({ depth }) => depth < row.depth);
    const branch = row.kind === "branch";
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "ArrowDown") go(rows[index + 1]);
    else if (event.key === "ArrowUp") go(rows[index - 1]);
    else if (event.key === "Home") go(rows[0]);
    else if (event.key === "End") go(rows.at(-1));
    else if (event.key === "ArrowRight" && branch) row.open ? go(rows[index + 1]) : fold(row.path, true);
    else if (event.key === "ArrowLeft") branch && row.open ? fold(row.path, false) : go(parent());
    else if (event.key === " " && branch) fold(row.path, !row.open);
    else if (event.key === "Enter") onPath(row.path);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <div className="author-search">
        <Icon name="search" size={13} />
        <label htmlFor={id} className="sr-only">
          {t("search")}
        </label>
        <input
          id={id}
          type="search"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          placeholder={t("search")}
          autoComplete="off"
          spellCheck={false}
          data-author-search
        />
      </div>
      <div ref={list} role="tree" aria-label={t("label")} className="author-tree" data-author-tree>
        {rows.map((row, index) => (
          <div
            key={row.path}
            role="treeitem"
            aria-level={row.depth + 1}
            aria-expanded={row.kind === "branch" ? row.open : undefined}
            aria-selected={row.path === front}
            tabIndex={row.path === front ? 0 : -1}
            data-index={index}
            data-path={row.path}
            className="author-row"
            style={{ paddingLeft: `${8 + row.depth * 14}px` }}
            onFocus={() => setAt(row.path)}
            onKeyDown={(event) => event.target === event.currentTarget && onKey(event, row, index)}
            onClick={() => {
              setAt(row.path);
              if (row.kind === "branch") fold(row.path, !row.open);
            }}
          >
            <span className="author-fold">
              {row.kind === "branch" && <Icon name={row.open ? "down" : "play"} size={row.open ? 11 : 8} />}
            </span>
            <span className="author-name">{row.name}</span>
            <span className="author-value" data-kind={row.kind}>
              {row.text}
            </span>
            <Button
              look="quiet"
              size="icon-small"
              tabIndex={-1}
              className="author-use"
              aria-label={t("use", { path: row.path })}
              title={t("use", { path: row.path })}
              onClick={(event) => {
                event.stopPropagation();
                onPath(row.path);
              }}
            >
              <Icon name="up" size={12} />
            </Button>
          </div>
        ))}
      </div>
      {rows.length === 0 && <p className="author-quiet">{t("nothing")}</p>}
      {cut && <p className="author-quiet">{t("cut")}</p>}
    </>
  );
}
