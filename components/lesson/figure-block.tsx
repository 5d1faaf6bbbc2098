"use client";

import type { Element } from "hast";
import { useTranslations } from "next-intl";
import { DiagramKind } from "../../lib/contract/lab.ts";
import { Icon } from "../controls/icon.tsx";
import { hastData } from "./hast-text.ts";
import { useLessonActions } from "./lesson-actions.ts";

/** A pointer from the text to something else on the page: a diagram, or a file in the sandbox. */
export function FigureBlock({ node }: { node: Element }) {
  const t = useTranslations("lesson");
  const names = useTranslations("workbench.diagrams");
  const { showDiagram, run, canRun } = useLessonActions();
  const kind = hastData(node, "dataBlock");
  const drawn = DiagramKind.safeParse(hastData(node, "dataKind"));
  if (kind === "diagram" && drawn.success) {
    const focus = hastData(node, "dataFocus");
    return (
      <p className="not-italic">
        <button type="button" className="pointer" data-action="show-diagram" onClick={() => showDiagram(drawn.data, focus)}>
          <Icon name="layers" size={15} />
          <span>{t("showDiagram", { name: names(drawn.data) })}</span>
          {focus && <code>{focus}</code>}
        </button>
      </p>
    );
  }
  const path = hastData(node, "dataPath");
  if (kind !== "file" || !path) return null;
  return (
    <p>
      <button
        type="button"
        className="pointer"
        disabled={!canRun}
        onClick={() => void run(`cat -- ${quoteForShell(path)}`, undefined)}
      >
        <Icon name="book" size={15} />
        <span>{t("showFile")}</span>
        <code>{path}</code>
      </button>
    </p>
  );
}

const quoteForShell = (text: string): string => (/^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`);
