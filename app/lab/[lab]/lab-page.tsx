"use client";

import type { Theme } from "../../../components/shell/theme.ts";
import type { PaneLayout } from "../../../components/workbench/panes.ts";
import type { LessonView } from "../../../lib/contract/lesson-view.ts";
import { LabRoom } from "./lab-room.tsx";
import { openSession } from "./session.ts";

/** The workbench on the real wire. */
export function LabPage(props: { lesson: LessonView; initialLayout: PaneLayout; theme: Theme; author: boolean }) {
  return <LabRoom {...props} openWire={openSession} />;
}
