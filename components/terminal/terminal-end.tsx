"use client";

import { useTranslations } from "next-intl";
import { Button } from "../controls/button.tsx";

/** The shell is over: what its last word was, and a new one. The screen above it stays readable. */
export function TerminalEnd({ exitCode, onNew, onClose }: { exitCode: number | null; onNew: () => void; onClose: () => void }) {
  const t = useTranslations("terminal");
  return (
    <div
      role="status"
      data-terminal-over
      className="absolute inset-x-3 bottom-3 z-10 flex flex-wrap items-center gap-2 rounded-lg border border-line-strong bg-raised px-3 py-2 text-[13px] shadow-(--shadow-raised)"
    >
      <span className="mr-auto">{exitCode === null || exitCode < 0 ? t("gone") : t("exited", { code: exitCode })}</span>
      <Button size="small" onClick={onClose}>
        {t("close")}
      </Button>
      <Button look="primary" size="small" data-action="new-shell" onClick={onNew}>
        {t("new")}
      </Button>
    </div>
  );
}
