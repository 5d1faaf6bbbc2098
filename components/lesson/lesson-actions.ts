"use client";

import { createContext, useContext } from "react";
import type { Answer } from "../../lib/contract/browser-protocol.ts";
import type { CodeColours } from "../../lib/contract/code-colours.ts";
import type { FilePath } from "../../lib/contract/file-path.ts";
import type { DiagramKind } from "../../lib/contract/lab.ts";
import type { PreviewPlace } from "../../lib/contract/preview-link.ts";
import type { RunOutcome } from "../terminal/run-command.ts";

/** What the blocks inside a lesson's text may ask of the page around them. */
export type LessonActions = {
  /** Types a command into a shell and presses Enter. */
  run: (command: string, terminal: string | undefined) => Promise<RunOutcome>;
  /** The model answer of the step on show. */
  solution: () => Promise<Answer<{ script: string; colours: CodeColours }>>;
  /** Brings a diagram to the front, looking at this. */
  showDiagram: (kind: DiagramKind, focus: string | undefined) => void;
  /** Shows a port of the sandbox in the preview. */
  showPreview: (place: PreviewPlace) => void;
  /** Opens a file of the sandbox in the editor. */
  openFile: (path: FilePath) => void;
  /** There is a running sandbox to type into. */
  canRun: boolean;
  /** Under which key a choice made in this step is remembered in this browser. */
  storageKey: string;
};

export const LessonActionsContext = createContext<LessonActions | null>(null);

/** Throws where a lesson block is rendered outside of a lesson. */
export function useLessonActions(): LessonActions {
  const actions = useContext(LessonActionsContext);
  if (!actions) throw new Error("a lesson block needs LessonActionsContext around it");
  return actions;
}
