"use client";

import type { ReactNode } from "react";
import { Icon, type IconName } from "../controls/icon.tsx";

/** A line across the workbench about the session as a whole. It lies over the content, so that nothing moves when it comes or goes. */
export function Banner({ icon, tone, children }: { icon: IconName; tone: "warn" | "note"; children: ReactNode }) {
  const colours =
    tone === "warn" ? "border-warn/40 bg-warn-soft text-warn" : "border-accent/40 bg-accent-soft text-accent-strong";
  return (
    <div className="pointer-events-none absolute inset-x-0 top-2 z-30 flex justify-center px-3">
      <div
        role="status"
        className={`pointer-events-auto flex items-center gap-2.5 rounded-lg border px-3 py-1.5 text-[13px] shadow-(--shadow-raised) ${colours}`}
      >
        <Icon name={icon} />
        {children}
      </div>
    </div>
  );
}
