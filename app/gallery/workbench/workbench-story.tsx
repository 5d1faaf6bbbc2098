"use client";

import { useCallback } from "react";
import type { Theme } from "../../../components/shell/theme.ts";
import type { PaneLayout } from "../../../components/workbench/panes.ts";
import type { LessonView } from "../../../lib/contract/lesson-view.ts";
import { LabRoom } from "../../lab/[lab]/lab-room.tsx";
import { openScriptedWire } from "./scripted-wire.ts";

/** The real workbench on a wire that plays one story. */
export function WorkbenchStory(props: { lesson: LessonView; story: string; initialLayout: PaneLayout; theme: Theme }) {
  const { lesson, story } = props;
  const openWire = useCallback(() => openScriptedWire(story, lesson), [story, lesson]);
  return <LabRoom {...props} openWire={openWire} />;
}
