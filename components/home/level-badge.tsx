"use client";

import { useTranslations } from "next-intl";

const LEVELS = ["beginner", "intermediate", "advanced"] as const;

/** The level as one to three bars and its word. */
export function LevelBadge({ level }: { level: string }) {
  const t = useTranslations("home.level");
  const known = LEVELS.find((name) => name === level);
  const height = known ? LEVELS.indexOf(known) : -1;
  return (
    <span className="flex items-center gap-1.5">
      <span className="flex items-end gap-0.5" aria-hidden="true">
        {LEVELS.map((name, index) => (
          <span
            key={name}
            style={{ height: 4 + index * 3 }}
            className={`w-[3px] rounded-sm ${index <= height ? "bg-accent" : "bg-line-strong"}`}
          />
        ))}
      </span>
      {known ? t(known) : level}
    </span>
  );
}
