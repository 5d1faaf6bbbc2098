"use client";

import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { inLocale } from "../../lib/contract/ids.ts";
import type { StepView } from "../../lib/contract/lesson-view.ts";
import type { Verdict } from "../../lib/contract/verdict.ts";
import { Button } from "../controls/button.tsx";
import { Icon } from "../controls/icon.tsx";

/** How the step stands, in one place that never changes height by much: it ticks by itself, and says whose move it is. */
export function VerdictBar({
  check,
  verdict,
  passed,
  watching,
  checking,
  onCheck,
  children,
}: {
  check: StepView["check"];
  verdict: Verdict | null;
  passed: boolean;
  /** There is a running sandbox whose kernel is being read. */
  watching: boolean;
  checking: boolean;
  onCheck: () => void;
  /** Where to go from here. */
  children: ReactNode;
}) {
  const t = useTranslations("lesson.verdict");
  const locale = useLocale();
  // A verdict about a sandbox that is no more says nothing about the present.
  const state = passed ? "passed" : check === "none" ? "none" : watching ? (verdict?.kind ?? "watching") : "asleep";
  return (
    <footer
      data-verdict={state}
      className="verdict flex min-h-[62px] shrink-0 items-center gap-3 border-line border-t px-6 py-2.5"
    >
      <div role="status" aria-live="polite" className="flex min-w-0 flex-1 items-start gap-2.5 text-[13px] leading-5">
        {state === "passed" && (
          <>
            <span key="passed" className="verdict-tick">
              <Icon name="check" size={14} />
            </span>
            <span className="font-medium text-good">{t(check === "script" ? "passedScript" : "passed")}</span>
          </>
        )}
        {state === "none" && <span className="text-ink-soft">{t("none")}</span>}
        {state === "asleep" && <span className="text-ink-soft">{t(check === "script" ? "asleepScript" : "asleep")}</span>}
        {(state === "watching" || state === "not-yet") && (
          <>
            <span className="verdict-dot" aria-hidden="true" data-live={check !== "script"} />
            <span className="text-ink-soft">
              {verdict?.kind === "not-yet" ? inLocale(verdict.hint, locale) : t(check === "script" ? "script" : "watching")}
            </span>
          </>
        )}
        {state === "broken" && (
          <>
            <Icon name="warning" className="mt-0.5 text-warn" />
            <details className="min-w-0">
              <summary className="cursor-pointer font-medium text-warn">{t("broken")}</summary>
              <pre className="mt-1 max-h-32 overflow-auto whitespace-pre-wrap break-words font-mono text-ink-soft text-xs">
                {verdict?.kind === "broken" ? verdict.detail : ""}
              </pre>
            </details>
          </>
        )}
      </div>
      {!passed && watching && (check === "script" || check === "both") && (
        <Button data-action="check" disabled={checking} onClick={onCheck}>
          {t(checking ? "checking" : "check")}
        </Button>
      )}
      {children}
    </footer>
  );
}
