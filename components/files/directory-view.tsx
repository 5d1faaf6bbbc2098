"use client";

import { useTranslations } from "next-intl";
import { type KeyboardEvent, useRef, useState } from "react";
import { type FileName, type FilePath, joinFilePath, parentOf, shownPath, toFileName } from "../../lib/contract/file-path.ts";
import type { FileEntry } from "../../lib/contract/files.ts";
import { Button } from "../controls/button.tsx";
import { ConfirmDialog } from "../controls/confirm-dialog.tsx";
import { Icon } from "../controls/icon.tsx";
import { Breadcrumb } from "./breadcrumb.tsx";
import { EntryRow } from "./entry-row.tsx";
import type { FilesPort, PortFailure } from "./files-port.ts";
import { NameForm } from "./name-form.tsx";
import { useRefusal } from "./refusal.tsx";
import { isDirectory, sortEntries } from "./sort-entries.ts";
import { useDirectory } from "./use-directory.ts";

type Asking = { kind: "new-file" | "new-folder" } | { kind: "rename" | "remove"; entry: FileEntry };

/** A directory of the sandbox: go about, open, make, rename, remove, send up and fetch down. */
export function DirectoryView({
  port,
  path,
  awake,
  onGo,
  onOpen,
  onMoved,
  onDownload,
  onSay,
}: {
  port: FilesPort;
  path: FilePath;
  /** It can be seen and there is somebody to ask. */
  awake: boolean;
  onGo: (path: FilePath) => void;
  onOpen: (path: FilePath) => void;
  onMoved: (from: FilePath, to: FilePath) => void;
  onDownload: (path: FilePath) => void;
  onSay: (text: string, bad: boolean) => void;
}) {
  const t = useTranslations("files");
  const sentence = useRefusal();
  const [directory, refresh] = useDirectory(port, path, awake);
  const [asking, setAsking] = useState<Asking | null>(null);
  const [taken, setTaken] = useState<{ file: File; to: FilePath }[]>([]);
  const [dragging, setDragging] = useState(false);
  const picker = useRef<HTMLInputElement>(null);
  const { listing } = directory;

  const done = async (answer: { kind: "done" } | Parameters<typeof sentence>[0]) => {
    if (answer.kind !== "done") onSay(sentence(answer), true);
    setAsking(null);
    await refresh();
    return answer.kind === "done";
  };
  const named = async (name: FileName) => {
    if (asking?.kind === "new-file") {
      const exists = listing?.entries.some((entry) => entry.name === name);
      setAsking(null);
      if (!exists) {
        const answer = await port.write(joinFilePath(path, name), { kind: "absent" }, new Uint8Array());
        if (answer.kind !== "written") {
          onSay(answer.kind === "conflict" ? t("refused.exists") : sentence(answer), true);
          return;
        }
        void refresh();
      }
      onOpen(joinFilePath(path, name));
    } else if (asking?.kind === "new-folder") {
      await done(await port.makeDirectory(joinFilePath(path, name)));
    } else if (asking?.kind === "rename" && asking.entry.name !== name) {
      const [from, to] = [joinFilePath(path, asking.entry.name), joinFilePath(path, name)];
      if (await done(await port.rename(from, to))) onMoved(from, to);
    } else setAsking(null);
  };
  const send = async (file: File, to: FilePath, expect: "absent" | "any") => {
    onSay(t("uploading", { name: file.name }), false);
    const answer = await port.upload(to, file, expect);
    if (answer.kind === "conflict") setTaken((before) => [...before, { file, to }]);
    else if (answer.kind === "written") onSay(t("uploaded", { name: file.name }), false);
    else onSay(answer.kind === "done" ? t("refused.other", { detail: "?" }) : sentence(answer as PortFailure), true);
  };
  const sendAll = async (files: Iterable<File>) => {
    for (const file of files) {
      const name = toFileName(file.name);
      if (name === null) onSay(t("badName"), true);
      else await send(file, joinFilePath(path, name), "absent");
    }
    await refresh();
  };
  const clash = taken[0];

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping files is for the mouse; the button does the same from the keyboard
    <div
      className="files-directory"
      data-directory={path}
      data-dragging={dragging || undefined}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes("Files")) return;
        event.preventDefault();
        setDragging(true);
      }}
      onDragLeave={(event) => !event.currentTarget.contains(event.relatedTarget as Node) && setDragging(false)}
      onDrop={(event) => {
        event.preventDefault();
        setDragging(false);
        void sendAll([...event.dataTransfer.files]);
      }}
    >
      <div className="files-tools">
        <Breadcrumb path={path} onGo={onGo} />
        <div className="files-buttons">
          <Button size="small" look="quiet" data-action="new-file" onClick={() => setAsking({ kind: "new-file" })}>
            <Icon name="plus" size={13} /> {t("newFile")}
          </Button>
          <Button size="small" look="quiet" data-action="new-folder" onClick={() => setAsking({ kind: "new-folder" })}>
            <Icon name="folder" size={13} /> {t("newFolder")}
          </Button>
          <Button
            size="small"
            look="quiet"
            data-action="upload"
            title={t("uploadExplain")}
            onClick={() => picker.current?.click()}
          >
            <Icon name="upload" size={13} /> {t("upload")}
          </Button>
          <Button
            size="icon-small"
            look="quiet"
            data-action="refresh"
            aria-label={t("refresh")}
            title={t("refresh")}
            onClick={() => void refresh()}
          >
            <Icon name="restart" size={13} />
          </Button>
          <input
            ref={picker}
            type="file"
            multiple
            hidden
            data-upload
            onChange={(event) => {
              void sendAll([...(event.target.files ?? [])]);
              event.target.value = "";
            }}
          />
        </div>
      </div>
      {asking && asking.kind !== "remove" && (
        <NameForm
          key={asking.kind}
          label={t(`ask.${asking.kind}`)}
          confirm={t(asking.kind === "rename" ? "rename" : "make")}
          {...(asking.kind === "rename" ? { from: asking.entry.name } : {})}
          onName={(name) => void named(name)}
          onCancel={() => setAsking(null)}
        />
      )}
      {directory.problem && (
        <div className="file-instead">
          <p role="alert">{directory.problem}</p>
          <Button onClick={() => void refresh()}>{t("tryAgain")}</Button>
        </div>
      )}
      {listing && !listing.writable && <p className="files-note">{t("directoryReadOnly")}</p>}
      <ul className="files-list" aria-label={shownPath(path)} aria-busy={directory.loading} onKeyDown={moveFocus}>
        {path !== "/" && !directory.problem && (
          <li className="files-row">
            <button type="button" className="files-open" data-entry-up onClick={() => onGo(parentOf(path))}>
              <Icon name="up" size={14} className="text-ink-faint" />
              <span className="files-name-text">..</span>
              <span className="sr-only">{t("up")}</span>
            </button>
          </li>
        )}
        {sortEntries(listing?.entries ?? []).map((entry) => (
          <EntryRow
            key={entry.name}
            entry={entry}
            onOpen={() => (isDirectory(entry) ? onGo : onOpen)(joinFilePath(path, entry.name))}
            onDownload={() => onDownload(joinFilePath(path, entry.name))}
            onRename={() => setAsking({ kind: "rename", entry })}
            onRemove={() => setAsking({ kind: "remove", entry })}
          />
        ))}
      </ul>
      {listing?.entries.length === 0 && <p className="files-note">{t("empty")}</p>}
      {listing && listing.leftOut > 0 && (
        <p className="files-note">{t(listing.orMore ? "leftOutMore" : "leftOut", { count: listing.leftOut })}</p>
      )}
      {asking?.kind === "remove" && (
        <ConfirmDialog
          open
          onOpenChange={(open) => !open && setAsking(null)}
          title={t("removeTitle", { name: shownPath(asking.entry.name) })}
          body={t("removeBody")}
          confirm={t("remove")}
          cancel={t("cancel")}
          onConfirm={() => void port.remove(joinFilePath(path, asking.entry.name)).then(done)}
        />
      )}
      {clash && (
        <ConfirmDialog
          key={clash.to}
          open
          onOpenChange={(open) => !open && setTaken((before) => before.slice(1))}
          title={t("replaceTitle", { name: clash.file.name })}
          body={t("replaceBody")}
          confirm={t("replace")}
          cancel={t("cancel")}
          onConfirm={() => void send(clash.file, clash.to, "any").then(refresh)}
        />
      )}
    </div>
  );
}

/** Up and down go from name to name. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (step === 0 || !(event.target as HTMLElement).matches(".files-open")) return;
  const names = [...event.currentTarget.querySelectorAll<HTMLElement>(".files-open")];
  event.preventDefault();
  names[names.indexOf(event.target as HTMLElement) + step]?.focus();
}
