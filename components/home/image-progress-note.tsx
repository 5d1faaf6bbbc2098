import { useTranslations } from "next-intl";
import type { ImageProgress } from "../../lib/contract/image-status.ts";

/** How far the offline images are, while they are being built or cannot be. */
export function ImageProgressNote({ progress: { ready, total, building, problem } }: { progress: ImageProgress }) {
  const t = useTranslations("home.images");
  const more = building === null ? t("problem", { reason: problem ?? "" }) : t("building", { name: building });
  return (
    <p role="status" className="mb-6 rounded-lg border border-line px-3 py-2 text-ink-soft text-sm">
      {t("progress", { ready, total })} {more}
    </p>
  );
}
