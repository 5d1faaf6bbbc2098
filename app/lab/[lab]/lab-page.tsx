"use client";

import type { LabOffer } from "../../../components/home/lab-offer.ts";
import type { Theme } from "../../../components/shell/theme.ts";
import type { PaneLayout } from "../../../components/workbench/panes.ts";
import type { LessonView } from "../../../lib/contract/lesson-view.ts";
import { LabRoom } from "./lab-room.tsx";
import { openSession } from "./session.ts";

/** The workbench on the real wire. */
export function LabPage(props: {
  lesson: LessonView;
  offers: readonly LabOffer[];
  initialLayout: PaneLayout;
  theme: Theme;
  author: boolean;
}) {
  return <LabRoom {...props} openWire={openSession} />;
}
