"use client";

import { useTranslations } from "next-intl";
import { crumbsOf, type FilePath, nameOf, shownPath } from "../../lib/contract/file-path.ts";

/** Where we are; each directory on the way can be gone back to. */
export function Breadcrumb({ path, onGo }: { path: FilePath; onGo: (path: FilePath) => void }) {
  const t = useTranslations("files");
  const crumbs = crumbsOf(path);
  return (
    <nav aria-label={t("where")} className="files-crumbs">
      <ol>
        {crumbs.map((crumb, index) => (
          <li key={crumb}>
            <button
              type="button"
              data-crumb={crumb}
              aria-current={index === crumbs.length - 1 ? "location" : undefined}
              onClick={() => onGo(crumb)}
            >
              {crumb === "/" ? "/" : shownPath(nameOf(crumb))}
            </button>
            {index > 0 && index < crumbs.length - 1 && <span aria-hidden="true">/</span>}
          </li>
        ))}
      </ol>
    </nav>
  );
}
