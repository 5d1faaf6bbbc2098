"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { Button } from "../../../components/controls/button.tsx";
import { Icon } from "../../../components/controls/icon.tsx";

/** Fetched when it is first opened, so that the page of a lab is no larger for it. */
export const FilesPane = dynamic(() => import("../../../components/files/files-pane.tsx").then(({ FilesPane }) => FilesPane), {
  ssr: false,
});

/** Opens and closes the files, from the strip of the shells' tabs. */
export function FilesButton({ open, onToggle }: { open: boolean; onToggle: () => void }) {
  const t = useTranslations("files");
  return (
    <Button look="quiet" size="small" data-action="toggle-files" aria-pressed={open} title={t("toggle")} onClick={onToggle}>
      <Icon name="folder" size={14} /> {t("title")}
    </Button>
  );
}
