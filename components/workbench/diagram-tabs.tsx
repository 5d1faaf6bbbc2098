"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { DiagramKind } from "../../lib/contract/lab.ts";
import { Icon } from "../controls/icon.tsx";
import { closeDiagram, type OpenDiagrams, openBeside } from "./open-diagrams.ts";

/** Which diagrams to look at: a click shows one alone, the button beside it opens it next to the others. */
export function DiagramTabs({
  kinds,
  open,
  onOpen,
  children,
}: {
  kinds: readonly DiagramKind[];
  open: OpenDiagrams;
  onOpen: (open: OpenDiagrams) => void;
  /** What else opens here. */
  children?: ReactNode;
}) {
  const t = useTranslations("workbench.diagrams");
  return (
    <nav className="diagram-tabs" aria-label={t("label")}>
      {kinds.map((kind) => {
        const isOpen = open.includes(kind);
        const closable = isOpen && open.length > 1;
        const side = closable ? t("close", { name: t(kind) }) : t("beside", { name: t(kind) });
        return (
          <span key={kind} className="diagram-tab" data-open={isOpen || undefined}>
            <button type="button" data-diagram-tab={kind} aria-pressed={isOpen} onClick={() => onOpen([kind])}>
              {t(kind)}
            </button>
            {(closable || !isOpen) && (
              <button
                type="button"
                className="diagram-tab-side"
                aria-label={side}
                title={side}
                onClick={() => onOpen(closable ? closeDiagram(open, kind) : openBeside(open, kind))}
              >
                <Icon name={closable ? "close" : "beside"} size={12} />
              </button>
            )}
          </span>
        );
      })}
      {children}
    </nav>
  );
}
