"use client";

import { useTranslations } from "next-intl";
import { Button } from "./button.tsx";
import { Icon } from "./icon.tsx";
import { useCopied } from "./use-copied.ts";

/** Copies a text and says so for two seconds, to eyes and to screen readers. */
export function CopyButton({ text }: { text: string }) {
  const t = useTranslations("lesson");
  const { copied, copy } = useCopied();
  return (
    <Button
      look="quiet"
      size="icon-small"
      title={t("copy")}
      aria-label={copied ? t("copied") : t("copy")}
      onClick={() => copy(text)}
    >
      <Icon name={copied ? "check" : "copy"} size={14} className={copied ? "text-good" : ""} />
      <span aria-live="polite" className="sr-only">
        {copied ? t("copied") : ""}
      </span>
    </Button>
  );
}
