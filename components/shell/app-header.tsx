import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Logo } from "../controls/logo.tsx";
import { HeaderLinks } from "./header-links.tsx";
import { LocaleSwitch } from "./locale-switch.tsx";
import type { Theme } from "./theme.ts";
import { ThemeSwitch } from "./theme-switch.tsx";

/** The bar on top of every page: home, the page's own things, search, reference, language and theme. */
export function AppHeader({ theme, localeCookie, children }: { theme: Theme; localeCookie: string; children?: ReactNode }) {
  const t = useTranslations("app");
  return (
    <header className="flex h-12 shrink-0 items-center gap-2 border-line border-b bg-surface pr-2 pl-3">
      <Link
        href="/"
        className="flex items-center gap-2 rounded-md font-semibold text-[15px] tracking-tight"
        aria-label={t("home")}
      >
        <Logo />
        <span className={children ? "max-[900px]:hidden" : ""}>{t("name")}</span>
      </Link>
      <div className="flex min-w-0 flex-1 items-center gap-2">{children}</div>
      <HeaderLinks compact={children !== undefined} />
      <LocaleSwitch cookie={localeCookie} />
      <ThemeSwitch initial={theme} />
    </header>
  );
}
