"use client";

import { useTranslations } from "next-intl";
import { Tabs } from "radix-ui";
import { useEffect, useState } from "react";
import { type FilePath, nameOf, parentOf, shownPath, textOf } from "../../lib/contract/file-path.ts";
import { Button } from "../controls/button.tsx";
import { ConfirmDialog } from "../controls/confirm-dialog.tsx";
import { Icon } from "../controls/icon.tsx";
import { DirectoryView } from "./directory-view.tsx";
import { FileEditor } from "./file-editor.tsx";
import "./files.css";
import type { FilesPort } from "./files-port.ts";
import { closeFile, moveFiles, noFiles, openFile } from "./open-files.ts";
import { useRefusal } from "./refusal.tsx";
import { useLeaveGuard } from "./use-leave-guard.ts";

/** What the lesson asks to open; the same path again is another wish. */
export type FileWish = { path: FilePath; number: number };

const BROWSE = "browse";
const HOME: FilePath = "/root";

/** The sandbox's files: a directory to go about in, and those that are open as tabs. Unsaved text lives here while the page does. */
export function FilesPane({
  port,
  wish,
  shown,
  running,
  onShell,
  onClose,
}: {
  port: FilesPort;
  wish: FileWish | null;
  /** It can be seen. */
  shown: boolean;
  running: boolean;
  /** Where there is room for one: back to the shell. */
  onShell: () => void;
  onClose: () => void;
}) {
  const t = useTranslations("files");
  const sentence = useRefusal();
  const [directory, setDirectory] = useState<FilePath>(HOME);
  const [open, setOpen] = useState(noFiles);
  const [dirty, setDirty] = useState<ReadonlySet<number>>(new Set());
  const [closing, setClosing] = useState<number | null>(null);
  const [said, setSaid] = useState<{ text: string; bad: boolean } | null>(null);
  useLeaveGuard(dirty.size > 0, t("leave"));

  useEffect(() => {
    if (!wish) return;
    setOpen((now) => openFile(now, wish.path));
    setDirectory(parentOf(wish.path));
  }, [wish]);

  const close = (id: number) => {
    setDirty((before) => without(before, id));
    setOpen((now) => closeFile(now, id));
    setClosing(null);
  };
  const askToClose = (id: number) => (dirty.has(id) ? setClosing(id) : close(id));
  const download = async (path: FilePath) => {
    const answer = await port.download(path);
    if (answer.kind === "blob") saveAs(answer.blob, textOf(nameOf(path)) ?? "file");
    else setSaid({ text: sentence(answer), bad: true });
  };
  const front = open.front === null ? BROWSE : String(open.front);

  return (
    <Tabs.Root
      value={front}
      onValueChange={(value) => setOpen((now) => ({ ...now, front: value === BROWSE ? null : Number(value) }))}
      activationMode="manual"
      className="files-pane"
      data-files-pane
    >
      <div className="files-head">
        <Button
          look="quiet"
          size="icon-small"
          className="files-to-shell"
          aria-label={t("toShell")}
          title={t("toShell")}
          onClick={onShell}
        >
          <Icon name="terminal" size={14} />
        </Button>
        <Tabs.List aria-label={t("title")} className="files-tabs">
          <Tabs.Trigger value={BROWSE} className="files-tab" data-files-tab="browse">
            <Icon name="folder" size={13} /> {t("title")}
          </Tabs.Trigger>
          {open.files.map(({ id, path }) => (
            <Tabs.Trigger
              key={id}
              value={String(id)}
              className="files-tab"
              data-files-tab={path}
              data-unsaved={dirty.has(id) || undefined}
              title={shownPath(path)}
              aria-keyshortcuts="Delete"
              onKeyDown={(event) => event.key === "Delete" && askToClose(id)}
            >
              <span className="files-tab-name">{shownPath(nameOf(path))}</span>
              {dirty.has(id) && (
                <span className="files-dot">
                  <span className="sr-only">{t("unsaved")}</span>
                </span>
              )}
              <span
                aria-hidden="true"
                className="files-tab-close"
                title={t("close")}
                onPointerDown={(event) => event.stopPropagation()}
                onMouseDown={(event) => event.stopPropagation()}
                onClick={(event) => {
                  event.stopPropagation();
                  askToClose(id);
                }}
              >
                <Icon name="close" size={11} />
              </span>
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        <Button
          look="quiet"
          size="icon-small"
          className="ml-auto"
          data-action="close-files"
          aria-label={t("hide")}
          title={t("hide")}
          onClick={onClose}
        >
          <Icon name="close" size={13} />
        </Button>
      </div>
      <p role={said?.bad ? "alert" : "status"} className="file-said" data-bad={said?.bad || undefined} hidden={!said}>
        <span>{said?.text}</span>
        <button type="button" aria-label={t("dismiss")} onClick={() => setSaid(null)}>
          <Icon name="close" size={12} />
        </button>
      </p>
      <Tabs.Content value={BROWSE} forceMount tabIndex={-1} className="files-content">
        <DirectoryView
          port={port}
          path={directory}
          awake={shown && running && front === BROWSE}
          onGo={setDirectory}
          onOpen={(path) => setOpen((now) => openFile(now, path))}
          onMoved={(from, to) => setOpen((now) => moveFiles(now, from, to))}
          onDownload={(path) => void download(path)}
          onSay={(text, bad) => setSaid({ text, bad })}
        />
      </Tabs.Content>
      {open.files.map(({ id, path }) => (
        <Tabs.Content key={id} value={String(id)} forceMount tabIndex={-1} className="files-content">
          <FileEditor
            port={port}
            path={path}
            inFront={shown && running && open.front === id}
            asked={wish?.path === path ? wish.number : 0}
            dirty={dirty.has(id)}
            onDirty={(now) => setDirty((before) => (now ? new Set(before).add(id) : without(before, id)))}
            onDownload={() => void download(path)}
          />
        </Tabs.Content>
      ))}
      {closing !== null && (
        <ConfirmDialog
          open
          onOpenChange={(open) => !open && setClosing(null)}
          title={t("discardTitle")}
          body={t("discardBody")}
          confirm={t("discard")}
          cancel={t("cancel")}
          onConfirm={() => close(closing)}
        />
      )}
    </Tabs.Root>
  );
}

function without(set: ReadonlySet<number>, id: number): ReadonlySet<number> {
  const rest = new Set(set);
  rest.delete(id);
  return rest;
}

/** Hands bytes to the browser's own downloads. */
function saveAs(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
