"use client";

import { useTranslations } from "next-intl";
import { Children, isValidElement, type ReactNode } from "react";
import { Icon } from "../controls/icon.tsx";
import { Solution } from "./solution.tsx";

/** A note stands open; a hint, a solution and a deep dive wait until they are wanted. */
export function Aside({ kind, children }: { kind: string; children: ReactNode }) {
  const t = useTranslations("lesson");
  const { label, rest } = splitLabel(children);
  if (kind === "note")
    return (
      <aside data-block="note" className="callout callout-note">
        <p className="callout-title">
          <Icon name="note" size={15} /> {label ?? t("note")}
        </p>
        {rest}
      </aside>
    );
  if (kind === "solution") return <Solution label={label}>{rest.length > 0 ? rest : null}</Solution>;
  const folded = kind === "deep" ? "deep" : "hint";
  return (
    <details data-block={folded} className={`callout callout-${folded}`}>
      <summary className="callout-title">
        <Icon name={folded} size={15} /> {label ?? t(folded)}
      </summary>
      <div className="callout-body">{rest}</div>
    </details>
  );
}

/** Takes the paragraph marked data-part="label" out of the children; whitespace between blocks is not content. */
function splitLabel(children: ReactNode): { label: ReactNode | null; rest: ReactNode[] } {
  const all = Children.toArray(children).filter((child) => typeof child !== "string" || child.trim() !== "");
  const isLabel = (child: ReactNode) => isValidElement<{ "data-part"?: string }>(child) && child.props["data-part"] === "label";
  const label = all.find(isLabel);
  return {
    label: isValidElement<{ children?: ReactNode }>(label) ? label.props.children : null,
    rest: all.filter((child) => child !== label),
  };
}
