"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { useContext } from "react";
import { buttonClass } from "../controls/button.tsx";
import { Icon } from "../controls/icon.tsx";
import { SearchContext } from "../search/search-context.ts";

/** Search and reference: from a lab the reference opens beside it. @param compact the page needs the room */
export function HeaderLinks({ compact }: { compact: boolean }) {
  const t = useTranslations();
  const openSearch = useContext(SearchContext);
  const path = usePathname();
  const beside = path?.startsWith("/lab/") ?? false;
  const words = compact ? "max-[1200px]:hidden" : "max-[560px]:hidden";
  return (
    <>
      {openSearch && (
        <button
          type="button"
          data-action="search"
          aria-haspopup="dialog"
          aria-label={t("search.open")}
          aria-keyshortcuts="/ Control+K"
          title={t("search.keys")}
          className={buttonClass("quiet")}
          onClick={openSearch}
        >
          <Icon name="search" />
          <span className={words}>{t("search.open")}</span>
        </button>
      )}
      <Link
        href="/reference"
        prefetch={false}
        data-action="reference"
        aria-label={beside ? `${t("reference.title")}, ${t("search.newTab")}` : t("reference.title")}
        aria-current={path === "/reference" ? "page" : undefined}
        title={t("reference.title")}
        className={buttonClass("quiet")}
        {...(beside ? { target: "_blank", rel: "noopener" } : {})}
      >
        <Icon name="book" />
        <span className={words}>{t("reference.title")}</span>
      </Link>
    </>
  );
}
