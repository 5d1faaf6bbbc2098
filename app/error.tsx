"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button, buttonClass } from "../components/controls/button.tsx";
import { Notice } from "../components/shell/notice.tsx";

export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const t = useTranslations("app.failed");
  return (
    <Notice title={t("title")} body={t("body")} detail={error.digest ? `${t("number")} ${error.digest}` : error.message}>
      <Button look="primary" onClick={reset}>
        {t("again")}
      </Button>
      <Link href="/" className={buttonClass()}>
        {t("home")}
      </Link>
    </Notice>
  );
}
