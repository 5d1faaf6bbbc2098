"use client";

import type { Element } from "hast";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { CopyButton } from "../controls/copy-button.tsx";
import { hastData, hastText } from "./hast-text.ts";
import { RunBlock } from "./run-block.tsx";

/** A fenced block: to run, to copy, sample output of a console, or just to read. */
export function CodeBlock({ node, children }: { node: Element; children: ReactNode }) {
  const t = useTranslations("lesson");
  const kind = hastData(node, "dataBlock");
  const text = hastText(node).replace(/\n$/, "");
  if (kind === "run") return <RunBlock command={text} terminal={hastData(node, "dataTerminal")} code={children} />;
  const sample = kind === "console";
  return (
    <div data-block={kind ?? "code"} className="code-block group" data-sample={sample || undefined}>
      {sample && <span className="code-caption">{t("sample")}</span>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long line must be scrollable without a mouse */}
      <pre tabIndex={0}>{children}</pre>
      {!sample && (
        <span className="code-tools">
          <CopyButton text={text} />
        </span>
      )}
    </div>
  );
}
