"use client";

import { useTranslations } from "next-intl";
import { Button } from "../../../components/controls/button.tsx";
import { Icon } from "../../../components/controls/icon.tsx";
import { Banner } from "../../../components/workbench/banner.tsx";

/** The one thing about the session that matters most now: no connection, something refused, or a new sandbox behind the same page. */
export function SessionBanner({
  offline,
  replaced,
  failure,
  onUpdate,
  onDismiss,
}: {
  offline: boolean;
  replaced: boolean;
  failure: string | null;
  /** The lab was edited: shows its new text. */
  onUpdate: (() => void) | null;
  onDismiss: () => void;
}) {
  const t = useTranslations("workbench");
  if (offline)
    return (
      <Banner icon="plug" tone="warn">
        <span data-banner="offline">{t("reconnecting")}</span>
      </Banner>
    );
  if (!replaced && !failure && !onUpdate) return null;
  const kind = failure ? "failure" : replaced ? "replaced" : "updated";
  return (
    <Banner icon="note" tone={failure ? "warn" : "note"}>
      <span data-banner={kind}>{failure ?? t(replaced ? "replaced" : "updated")}</span>
      {kind === "updated" && onUpdate && (
        <Button look="quiet" size="small" data-action="show-update" onClick={onUpdate}>
          {t("showUpdate")}
        </Button>
      )}
      <Button look="quiet" size="icon-small" aria-label={t("dismiss")} onClick={onDismiss}>
        <Icon name="close" size={13} />
      </Button>
    </Banner>
  );
}
