"use client";

import type { Element, Root } from "hast";
import type { Components } from "hast-util-to-jsx-runtime";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type ReactNode, useMemo } from "react";
import { hastText } from "../lesson/hast-text.ts";
import { renderText, TEXT_COMPONENTS } from "../lesson/text-components.tsx";

/** A reference page's text: its headings can be linked, and links within Glassbox stay in this tab. */
export function ReferenceText({ tree }: { tree: Root }) {
  return useMemo(() => <>{renderText(tree, COMPONENTS)}</>, [tree]);
}

const heading =
  (Tag: "h2" | "h3" | "h4" | "h5" | "h6") =>
  ({ node, children, ...rest }: { node?: Element | undefined; children?: ReactNode; id?: string | undefined }) => (
    <Tag {...rest}>
      {children}
      {rest.id && node && <HeadingLink anchor={rest.id} title={hastText(node)} />}
    </Tag>
  );

function HeadingLink({ anchor, title }: { anchor: string; title: string }) {
  const t = useTranslations("reference");
  return (
    <a href={`#${anchor}`} className="section-link" aria-label={t("section", { title })}>
      #
    </a>
  );
}

/** A table that is wider than the page can be scrolled without a mouse. */
function ScrolledTable({ children }: { children: ReactNode }) {
  const t = useTranslations("reference");
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields
    <div className="table-scroll" role="group" tabIndex={0} aria-label={t("table")}>
      <table>{children}</table>
    </div>
  );
}

const COMPONENTS: Partial<Components> = {
  ...TEXT_COMPONENTS,
  h2: heading("h2"),
  h3: heading("h3"),
  h4: heading("h4"),
  h5: heading("h5"),
  h6: heading("h6"),
  table: ({ children }) => <ScrolledTable>{children}</ScrolledTable>,
  a: ({ node: _node, href = "", children, ...rest }) =>
    href.startsWith("/") && !href.startsWith("//") ? (
      <Link href={href} prefetch={false}>
        {children}
      </Link>
    ) : href.startsWith("#") ? (
      <a href={href} {...rest}>
        {children}
      </a>
    ) : (
      <a href={href} target="_blank" rel="noopener noreferrer">
        {children}
      </a>
    ),
};
