"use client";

import type { ReactNode } from "react";
import { parsePreviewLink } from "../../lib/contract/preview-link.ts";
import { Icon } from "../controls/icon.tsx";
import { useLessonActions } from "./lesson-actions.ts";

/** A link of the text to a port of the sandbox: opens it in the preview. */
export function PreviewLink({ place, children }: { place: string; children: ReactNode }) {
  const { showPreview, canRun } = useLessonActions();
  const there = parsePreviewLink(place);
  if (there === null || typeof there === "string") return children;
  return (
    <button
      type="button"
      className="pointer pointer-inline"
      data-action="show-preview"
      data-port={there.port}
      disabled={!canRun}
      onClick={() => showPreview(there)}
    >
      <Icon name="globe" size={14} />
      <span>{children}</span>
    </button>
  );
}
