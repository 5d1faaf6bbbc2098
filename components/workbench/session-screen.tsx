"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { toStarting } from "../../lib/contract/starting.ts";
import { Button, buttonClass } from "../controls/button.tsx";
import { Icon } from "../controls/icon.tsx";

export type SessionScreenState =
  | { kind: "starting"; detail: string | null }
  | { kind: "full"; detail: string }
  | { kind: "refused"; detail: string }
  | { kind: "ended"; because: "asked" | "idle" | "expired" | "died" | "failed"; detail: string | null };

/** What stands where the terminal will be, while there is no sandbox to type into: why, and what to do about it. */
export function SessionScreen({ state, onStart }: { state: SessionScreenState; onStart: () => void }) {
  const t = useTranslations("workbench");
  if (state.kind === "starting") {
    const doing = toStarting(state.detail);
    return (
      <div role="status" data-session="starting" className="grid size-full place-items-center bg-(--terminal) p-6">
        <div className="w-64">
          <p className="font-medium">{t("starting.title")}</p>
          <div className="progress-line mt-3" aria-hidden="true" />
          <p className="mt-3 min-h-10 text-[13px] text-ink-soft">
            {doing ? t(`starting.doing.${doing}`) : (state.detail ?? t("starting.wait"))}
          </p>
        </div>
      </div>
    );
  }
  const title =
    state.kind === "ended" ? t(`ended.${state.because}.title`) : state.kind === "full" ? t("full.title") : t("refused.title");
  const body =
    state.kind === "ended" ? t(`ended.${state.because}.body`) : state.kind === "full" ? t("full.body") : t("refused.body");
  return (
    <div role="alert" data-session={state.kind} className="grid size-full place-items-center overflow-y-auto bg-(--terminal) p-6">
      <div className="max-w-sm">
        <Icon name={state.kind === "ended" ? "clock" : "warning"} size={22} className="text-ink-faint" />
        <h2 className="mt-3 font-semibold text-base">{title}</h2>
        <p className="mt-1.5 text-ink-soft text-sm leading-relaxed">{body}</p>
        {state.detail && (
          <p className="mt-2 break-words rounded-md bg-sunken px-2.5 py-1.5 text-ink-soft text-xs">{state.detail}</p>
        )}
        <div className="mt-4 flex flex-wrap gap-2">
          <Button look="primary" data-action="start-again" onClick={onStart}>
            {t(state.kind === "ended" ? "startAgain" : "tryAgain")}
          </Button>
          {state.kind !== "ended" && (
            <Link href="/" className={buttonClass()}>
              {t("home")}
            </Link>
          )}
        </div>
      </div>
    </div>
  );
}
