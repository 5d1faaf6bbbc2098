"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { type FilePath, nameOf, shownPath } from "../../lib/contract/file-path.ts";
import { Button } from "../controls/button.tsx";
import { Icon } from "../controls/icon.tsx";
import { ConflictDialog } from "./conflict-dialog.tsx";
import type { FilesPort } from "./files-port.ts";
import { formatSize } from "./sort-entries.ts";
import { useFile } from "./use-file.ts";

/** A file in the editor, or why it is not there and what to do instead. */
export function FileEditor({
  port,
  path,
  inFront,
  asked,
  dirty,
  onDirty,
  onDownload,
}: {
  port: FilesPort;
  path: FilePath;
  inFront: boolean;
  /** Changes whenever the lesson asks for this file. */
  asked: number;
  dirty: boolean;
  onDirty: (dirty: boolean) => void;
  onDownload: () => void;
}) {
  const t = useTranslations("files");
  const host = useRef<HTMLDivElement>(null);
  const file = useFile(port, path, host, onDirty);
  const { phase, said, conflict } = file;
  const latest = useRef(file);
  latest.current = file;
  // biome-ignore lint/correctness/useExhaustiveDependencies: being asked for it again is a reason to look again
  useEffect(() => {
    if (inFront) latest.current.lookAgain();
  }, [inFront, asked]);
  useEffect(() => {
    const look = () => latest.current.lookAgain();
    host.current?.addEventListener("focusin", look);
    window.addEventListener("focus", look);
    return () => window.removeEventListener("focus", look);
  }, []);
  const ready = phase.kind === "ready";

  return (
    <div className="file-editor" data-file={path} data-phase={phase.kind}>
      <div className="file-bar">
        <span className="file-path" title={shownPath(path)}>
          {shownPath(path)}
        </span>
        {ready && !phase.writable && (
          <span className="file-locked" title={t("readOnlyExplain")}>
            <Icon name="lock" size={12} /> {t("readOnly")}
          </span>
        )}
        <Button
          look="quiet"
          size="icon-small"
          aria-label={t("download")}
          title={t("download")}
          onClick={onDownload}
          disabled={phase.kind === "gone"}
        >
          <Icon name="download" size={14} />
        </Button>
        <Button
          look={dirty ? "primary" : "plain"}
          size="small"
          data-action="save-file"
          title="Ctrl+S"
          aria-keyshortcuts="Control+S"
          disabled={!ready || !phase.writable || file.saving}
          onClick={() => void file.save()}
        >
          {t(file.saving ? "saving" : "save")}
        </Button>
      </div>
      <p role={said?.bad ? "alert" : "status"} className="file-said" data-bad={said?.bad || undefined} hidden={!said}>
        <span>{said?.text}</span>
        <button type="button" aria-label={t("dismiss")} onClick={file.hush}>
          <Icon name="close" size={12} />
        </button>
      </p>
      {!ready && (
        <div className="file-instead">
          {phase.kind === "loading" && <p role="status">{t("loading")}</p>}
          {phase.kind === "gone" && (
            <>
              <p>{t("notThere")}</p>
              <Button look="primary" data-action="start-file" onClick={() => void file.start()}>
                {t("makeIt")}
              </Button>
            </>
          )}
          {phase.kind === "binary" && (
            <>
              <p>{t("binary", { size: formatSize(phase.size) })}</p>
              <Button onClick={onDownload}>
                <Icon name="download" size={14} /> {t("download")}
              </Button>
            </>
          )}
          {phase.kind === "refused" && (
            <>
              <p role="alert">{phase.sentence}</p>
              <Button onClick={() => void file.load()}>{t("tryAgain")}</Button>
            </>
          )}
        </div>
      )}
      <div ref={host} className="file-host" hidden={!ready} />
      {ready && <p className="sr-only">{t("editorKeys")}</p>}
      {conflict && (
        <ConflictDialog
          now={conflict}
          name={shownPath(nameOf(path))}
          onReload={() => void file.load()}
          onOverwrite={() => void file.save(true)}
          onCancel={() => {
            file.keep();
            file.focus();
          }}
        />
      )}
    </div>
  );
}
