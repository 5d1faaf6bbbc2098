import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { buttonClass } from "../components/controls/button.tsx";
import { Notice } from "../components/shell/notice.tsx";

export default async function NotFound() {
  const t = await getTranslations("app.notFound");
  return (
    <Notice title={t("title")} body={t("body")}>
      <Link href="/" className={buttonClass("primary")}>
        {t("home")}
      </Link>
    </Notice>
  );
}
