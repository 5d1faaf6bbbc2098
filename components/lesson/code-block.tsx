"use client";

import type { Element } from "hast";
import { useTranslations } from "next-intl";
import { CopyButton } from "../controls/copy-button.tsx";
import { ColouredCode } from "./coloured-code.tsx";
import { hastData, hastText } from "./hast-text.ts";
import { RunBlock } from "./run-block.tsx";

/** A fenced block: to run, to copy, sample output of a console, or just to read. */
export function CodeBlock({ node }: { node: Element }) {
  const t = useTranslations("lesson");
  const kind = hastData(node, "dataBlock");
  const text = hastText(node).replace(/\n$/, "");
  const code = <ColouredCode text={text} colours={hastData(node, "dataColours") ?? ""} />;
  if (kind === "run") return <RunBlock command={text} terminal={hastData(node, "dataTerminal")} code={code} />;
  const sample = kind === "console";
  return (
    <div data-block={kind ?? "code"} className="code-block group" data-sample={sample || undefined}>
      {sample && <span className="code-caption">{t("sample")}</span>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long line must be scrollable without a mouse */}
      <pre tabIndex={0}>{code}</pre>
      {!sample && (
        <span className="code-tools">
          <CopyButton text={text} />
        </span>
      )}
    </div>
  );
}
