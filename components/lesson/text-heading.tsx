"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Icon } from "../controls/icon.tsx";
import { anchorOf } from "./anchor.ts";
import { TextLink } from "./text-link.tsx";

/** A heading and, beside it, the link to it; what is linked can take the focus. */
export function TextHeading({ as: Tag, id, children }: { as: "h2" | "h3" | "h4"; id: string | undefined; children: ReactNode }) {
  const t = useTranslations("lesson");
  const anchor = anchorOf(id);
  if (anchor === null) return <Tag>{children}</Tag>;
  return (
    <div className="heading">
      <Tag id={id} tabIndex={-1}>
        {children}
      </Tag>
      <TextLink href={anchor} className="heading-link" aria-label={t("linkHere")}>
        <Icon name="link" size={14} />
      </TextLink>
    </div>
  );
}
