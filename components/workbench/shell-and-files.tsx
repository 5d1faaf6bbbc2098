"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Group, Panel, Separator } from "react-resizable-panels";

/**
 * The shells, and the files beside them once they are asked for. Both stay where they are whatever is on show (workbench.css hides one where
 * there is no room for two), so that neither a screen nor unsaved text is lost.
 */
export function ShellAndFiles({
  notices,
  shell,
  files,
  open,
  front,
}: {
  /** Over the shells. */
  notices?: ReactNode;
  shell: ReactNode;
  files: ReactNode;
  open: boolean;
  /** Which of the two to show where there is room for one. */
  front: "shell" | "files";
}) {
  const t = useTranslations("workbench.panes");
  return (
    <div className="shell-and-files" data-files={open ? "open" : "closed"} data-front={front}>
      <Group id="shell-and-files" orientation="horizontal" className="h-full" defaultLayout={{ shell: 50, files: 50 }}>
        <Panel id="shell" minSize={160} className="pane">
          <div className="relative size-full">
            {/* An only child: shell and notices are both made anew with the sandbox, and siblings of one key would outlive it. */}
            <div className="size-full">{shell}</div>
            {notices}
          </div>
        </Panel>
        <Separator className="pane-separator" aria-label={t("resizeFiles")} />
        <Panel id="files" minSize={160} className="pane">
          {files}
        </Panel>
      </Group>
    </div>
  );
}
