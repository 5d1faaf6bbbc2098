"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useTransition } from "react";
import type { Locale } from "../../lib/contract/ids.ts";
import { buttonClass } from "../controls/button.tsx";
import { Icon } from "../controls/icon.tsx";
import { remember } from "./remember.ts";

const NAMES: Record<Locale, string> = { en: "English", "zh-CN": "中文" };
const OTHER: Record<Locale, Locale> = { en: "zh-CN", "zh-CN": "en" };

/** Switches to the other language. The server renders this very place again; terminals and the sandbox do not notice. */
export function LocaleSwitch({ cookie }: { cookie: string }) {
  const router = useRouter();
  const locale = useLocale();
  const t = useTranslations("app");
  const [pending, startTransition] = useTransition();
  const other = OTHER[locale];
  return (
    <button
      type="button"
      lang={other}
      data-action="switch-language"
      aria-label={t("switchLanguage", { language: NAMES[other] })}
      title={t("switchLanguage", { language: NAMES[other] })}
      className={buttonClass("quiet")}
      aria-busy={pending}
      onClick={() => {
        remember(cookie, other);
        // Next does not notice an anchor that was followed, and would go back to the page's beginning.
        window.history.replaceState(null, "", window.location.href);
        startTransition(() => router.refresh());
      }}
    >
      <Icon name="language" />
      <span className="max-[480px]:hidden">{NAMES[other]}</span>
    </button>
  );
}
