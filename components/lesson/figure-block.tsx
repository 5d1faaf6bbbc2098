"use client";

import type { Element } from "hast";
import { useTranslations } from "next-intl";
import { toFilePath } from "../../lib/contract/file-path.ts";
import { DiagramKind } from "../../lib/contract/lab.ts";
import { Icon } from "../controls/icon.tsx";
import { hastData } from "./hast-text.ts";
import { useLessonActions } from "./lesson-actions.ts";

/** A pointer from the text to something else on the page: a diagram, or a file in the sandbox. */
export function FigureBlock({ node }: { node: Element }) {
  const t = useTranslations("lesson");
  const names = useTranslations("workbench.diagrams");
  const { showDiagram, openFile, canRun } = useLessonActions();
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
  const text = hastData(node, "dataPath");
  const path = text ? toFilePath(text) : null;
  if (kind !== "file" || !path) return null;
  return (
    <p>
      <button type="button" className="pointer" data-action="open-file" disabled={!canRun} onClick={() => openFile(path)}>
        <Icon name="file" size={15} />
        <span>{t("showFile")}</span>
        <code>{text}</code>
      </button>
    </p>
  );
}
