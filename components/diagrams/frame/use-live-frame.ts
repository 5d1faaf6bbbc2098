"use client";

import { useRef, useState } from "react";
import { copyText } from "../../controls/copy-text.ts";
import type { DiagramProps } from "./diagram-props.ts";
import type { Explanation } from "./explanation-panel.tsx";
import { frameTexts } from "./frame-texts.ts";
import type { LiveAction, LiveState } from "./live-model.ts";
import { focusMark } from "./marks-canvas.tsx";
import { useLiveDiagram } from "./use-live-diagram.ts";
import { useSize } from "./use-size.ts";

/**
 * A live diagram with what surrounds it: its state, picture or table, the mark that is selected, and frame, which is what DiagramFrame needs
 * for all that. canvas belongs on the element that holds the picture, and size is its size. reduce, toText: as for useLiveDiagram.
 */
export function useLiveFrame<Model, Change extends { id: string }>(
  props: DiagramProps,
  reduce: (state: LiveState<Model, Change>, action: LiveAction) => LiveState<Model, Change>,
  toText: (change: Change) => string,
) {
  const { state, dispatch, log, fresh, badge } = useLiveDiagram(props, reduce, toText);
  const [table, setTable] = useState(false);
  const [selected, select] = useState<string | null>(null);
  const canvas = useRef<HTMLDivElement>(null);
  const size = useSize(canvas);
  const t = frameTexts(props.locale);
  const frame = {
    t,
    badge,
    table,
    log,
    fresh,
    lang: props.locale,
    onPause: () => dispatch({ type: "pause" }),
    onTidy: () => dispatch({ type: "tidy" }),
    onTable: () => setTable(!table),
    onCloseExplanation: () => {
      select(null);
      focusMark(canvas.current, selected);
    },
    onTypeInTerminal: props.onTypeInTerminal,
  };
  return { state, table, selected, select, canvas, size, frame };
}

/** Puts the command that shows a mark on the clipboard, where its explanation names one. */
export function copyCommand(explanation: Explanation | null): void {
  const command = explanation?.evidence.command;
  if (command) void copyText(command);
}
