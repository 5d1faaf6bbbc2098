"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import type { RunningLab } from "../../lib/contract/browser-protocol.ts";
import type { LabId } from "../../lib/contract/ids.ts";
import { toStarting } from "../../lib/contract/starting.ts";
import { Button, buttonClass } from "../controls/button.tsx";
import { Icon } from "../controls/icon.tsx";

export type SessionScreenState =
  | { kind: "starting"; detail: string | null }
  | { kind: "full"; detail: string }
  | { kind: "too-many"; running: readonly RunningLab[] }
  | { kind: "unavailable" | "not-ready"; detail: string }
  | { kind: "refused"; detail: string }
  | { kind: "no-answer" }
  | { kind: "ended"; because: "asked" | "idle" | "expired" | "died" | "failed"; detail: string | null };

export type SessionScreenProps = {
  state: SessionScreenState;
  onStart: () => void;
  /** Ends the sandbox of that lab and starts this one. */
  onStartInPlaceOf: (lab: LabId) => void;
};

/** What stands where the terminal will be, while there is no sandbox to type into: why, and what to do about it. */
export function SessionScreen({ state, onStart, onStartInPlaceOf }: SessionScreenProps) {
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
  const said = state.kind === "ended" ? (`ended.${state.because}` as const) : state.kind;
  const detail = "detail" in state ? state.detail : null;
  const others = state.kind === "too-many" ? state.running : [];
  return (
    <div role="alert" data-session={state.kind} className="grid size-full place-items-center overflow-y-auto bg-(--terminal) p-6">
      <div className="max-w-sm">
        <Icon name={state.kind === "ended" ? "clock" : "warning"} size={22} className="text-ink-faint" />
        <h2 className="mt-3 font-semibold text-base">{t(`${said}.title`)}</h2>
        <p className="mt-1.5 text-ink-soft text-sm leading-relaxed">{t(`${said}.body`)}</p>
        {detail && <p className="mt-2 break-words rounded-md bg-sunken px-2.5 py-1.5 text-ink-soft text-xs">{detail}</p>}
        {others.length > 0 && (
          <ul className="mt-3 flex flex-col items-start gap-2">
            {others.map(({ lab, title }) => (
              <li key={lab}>
                <Button data-action="start-in-place-of" data-lab={lab} onClick={() => onStartInPlaceOf(lab)}>
                  {t("too-many.end", { title })}
                </Button>
              </li>
            ))}
          </ul>
        )}
        <div className="mt-4 flex flex-wrap gap-2">
          {state.kind !== "unavailable" && (
            <Button look={others.length > 0 ? "quiet" : "primary"} data-action="start-again" onClick={onStart}>
              {t(state.kind === "ended" ? "startAgain" : "tryAgain")}
            </Button>
          )}
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
