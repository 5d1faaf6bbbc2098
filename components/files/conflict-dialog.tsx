"use client";

import { useTranslations } from "next-intl";
import { AlertDialog } from "radix-ui";
import { Button } from "../controls/button.tsx";

/** The file is not what it was when it was opened: whose text stays? Doing nothing is the safe answer. */
export function ConflictDialog({
  now,
  name,
  onReload,
  onOverwrite,
  onCancel,
}: {
  now: "changed" | "gone" | "exists";
  name: string;
  onReload: () => void;
  onOverwrite: () => void;
  onCancel: () => void;
}) {
  const t = useTranslations("files.conflict");
  return (
    <AlertDialog.Root open onOpenChange={(open) => !open && onCancel()}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="fixed inset-0 z-40 bg-(--scrim)" />
        <AlertDialog.Content
          data-conflict={now}
          className="fixed top-1/2 left-1/2 z-50 w-[min(30rem,calc(100vw-2rem))] -translate-x-1/2 -translate-y-1/2 rounded-xl border border-line bg-raised p-5 shadow-(--shadow-raised)"
        >
          <AlertDialog.Title className="break-words font-semibold text-base">{t(`${now}.title`, { name })}</AlertDialog.Title>
          <AlertDialog.Description className="mt-2 text-ink-soft text-sm leading-relaxed">
            {t(`${now}.body`)}
          </AlertDialog.Description>
          <div className="mt-5 flex flex-wrap justify-end gap-2">
            <AlertDialog.Cancel asChild>
              <Button>{t("cancel")}</Button>
            </AlertDialog.Cancel>
            {now !== "gone" && (
              <AlertDialog.Action asChild>
                <Button data-action="reload-file" onClick={onReload}>
                  {t("reload")}
                </Button>
              </AlertDialog.Action>
            )}
            <AlertDialog.Action asChild>
              <Button look={now === "gone" ? "primary" : "danger"} data-action="overwrite-file" onClick={onOverwrite}>
                {t(now === "gone" ? "create" : "overwrite")}
              </Button>
            </AlertDialog.Action>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
