"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Button } from "../controls/button.tsx";
import { Icon } from "../controls/icon.tsx";
import { remaining } from "./clock.ts";

/** What is left of the sandbox's life, by the server's clock, and more of it. */
export function SessionClock({
  expiresAt,
  clockOffsetMs,
  onExtend,
}: {
  expiresAt: number;
  clockOffsetMs: number;
  /** Answers with a sentence where the server would not give more. */
  onExtend: () => Promise<string | null>;
}) {
  const t = useTranslations("workbench.clock");
  const [now, setNow] = useState(() => Date.now());
  const [said, setSaid] = useState<string | null>(null);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  useEffect(() => {
    if (!said) return;
    const timer = setTimeout(() => setSaid(null), 5000);
    return () => clearTimeout(timer);
  }, [said]);
  const left = remaining(expiresAt, now + clockOffsetMs);
  const soon = left.tone !== "calm";
  return (
    <div className="relative flex items-center" data-clock={left.tone}>
      <span
        role="timer"
        aria-label={t("left", { time: left.text })}
        title={t("explain")}
        className={`flex items-center gap-1.5 pl-2 text-[13px] tabular-nums ${soon ? "font-medium text-warn" : "text-ink-soft"}`}
      >
        <Icon name="clock" size={14} />
        <span className="min-w-[2.6rem] text-right">{left.text}</span>
      </span>
      <Button
        look={soon ? "primary" : "quiet"}
        size="small"
        data-action="extend"
        className="ml-1"
        title={t("extendExplain")}
        onClick={() => void onExtend().then((refusal) => setSaid(refusal ?? t("extended")))}
      >
        {t("extend")}
      </Button>
      <span
        role="status"
        className={
          said
            ? "absolute top-full right-0 z-20 mt-1 w-max max-w-64 rounded-md border border-line bg-raised px-2.5 py-1.5 text-xs shadow-(--shadow-raised)"
            : "sr-only"
        }
      >
        {said}
      </span>
    </div>
  );
}
