"use client";

import { useFormatter, useTranslations } from "next-intl";
import { DropdownMenu } from "radix-ui";
import { shownPath } from "../../lib/contract/file-path.ts";
import type { FileEntry } from "../../lib/contract/files.ts";
import { Button } from "../controls/button.tsx";
import { Icon, type IconName } from "../controls/icon.tsx";
import { formatSize, isDirectory } from "./sort-entries.ts";

const ITEM = "cursor-pointer rounded-md px-2.5 py-1.5 text-[13px] outline-none data-[highlighted]:bg-sunken";

/** A file may say that it is from any year; a Date ends at 8.64e15 ms. */
const FAR_SECONDS = 8e12;
const TIME = { month: "short", day: "numeric", hour: "2-digit", minute: "2-digit", hour12: false } as const;

/** One name in a directory: a click opens it, the menu has the rest. */
export function EntryRow({
  entry,
  onOpen,
  onDownload,
  onRename,
  onRemove,
}: {
  entry: FileEntry;
  onOpen: () => void;
  onDownload: () => void;
  onRename: () => void;
  onRemove: () => void;
}) {
  const t = useTranslations("files");
  const format = useFormatter();
  const name = shownPath(entry.name);
  const icon: IconName = isDirectory(entry) ? "folder" : entry.type === "link" ? "link" : "file";
  const kind = t(`types.${entry.type}`);
  const target = entry.target && `${shownPath(entry.target.text)}${entry.target.type === "missing" ? ` (${t("missing")})` : ""}`;
  return (
    <li className="files-row" data-entry={entry.name} data-type={entry.type}>
      <button type="button" className="files-open" onClick={onOpen} title={target ? `${name} → ${target}` : name}>
        <Icon name={icon} size={14} className={icon === "folder" ? "text-accent" : "text-ink-faint"} />
        <span className="sr-only">{kind}</span>
        <span className="files-name-text">{name}</span>
        {target && <span className="files-target">→ {target}</span>}
      </button>
      <span className="files-size">{entry.type === "file" ? formatSize(entry.size) : kind}</span>
      <span className="files-time">{Math.abs(entry.mtime) < FAR_SECONDS && format.dateTime(entry.mtime * 1000, TIME)}</span>
      <DropdownMenu.Root>
        <DropdownMenu.Trigger asChild>
          <Button look="quiet" size="icon-small" aria-label={t("more", { name })} title={t("more", { name })}>
            <Icon name="dots" size={14} />
          </Button>
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content
            align="end"
            className="z-40 min-w-40 rounded-lg border border-line-strong bg-raised p-1 shadow-(--shadow-raised)"
          >
            {!isDirectory(entry) && (
              <DropdownMenu.Item className={ITEM} onSelect={onDownload}>
                {t("download")}
              </DropdownMenu.Item>
            )}
            <DropdownMenu.Item className={ITEM} onSelect={onRename}>
              {t("rename")}
            </DropdownMenu.Item>
            <DropdownMenu.Item className={`${ITEM} text-bad`} onSelect={onRemove}>
              {t("remove")}
            </DropdownMenu.Item>
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
    </li>
  );
}
