"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { ClassroomTable } from "../../components/classroom/classroom-table.tsx";
import { Button, buttonClass } from "../../components/controls/button.tsx";
import type { Classroom } from "../../lib/contract/classroom.ts";
import { becomeInstructor, openPage, Refused, readClassroom, readPorts, stopBeingInstructor } from "./classroom-port.ts";
import "../no-eval.ts";

const LOOK_EVERY_MS = 4_000;
/** What the host's link carries: after the #, where no server and no log sees it. */
const KEY = /^#key=([A-Za-z0-9_-]{22})$/;

type State =
  | { kind: "looking"; away: boolean }
  | { kind: "refused"; why: string }
  | { kind: "seen"; classroom: Classroom; away: boolean };

/** Spends the link's key if one came along, then shows who is there, as long as this page is looked at. */
export function ClassroomRoom({ titles }: { titles: Record<string, string> }) {
  const t = useTranslations("classroom");
  const [state, setState] = useState<State>({ kind: "looking", away: false });
  const leftText = t("left");

  useEffect(() => {
    let live = true;
    let again: ReturnType<typeof setTimeout> | undefined;
    const look = async () => {
      try {
        const key = KEY.exec(location.hash)?.[1];
        if (key !== undefined) {
          // It must not stay in the history, nor be spent twice.
          history.replaceState(null, "", location.pathname);
          await becomeInstructor(key);
        }
        const classroom = document.visibilityState === "visible" || key !== undefined ? await readClassroom() : null;
        if (live && classroom) setState({ kind: "seen", classroom, away: false });
      } catch (error) {
        if (!live) return;
        if (error instanceof Refused) return setState({ kind: "refused", why: error.message });
        setState((before) => (before.kind === "refused" ? before : { ...before, away: true }));
      }
      if (live) again = setTimeout(look, LOOK_EVERY_MS);
    };
    const lookNow = () => {
      clearTimeout(again);
      void look();
    };
    lookNow();
    // The link is opened where this page is open already.
    window.addEventListener("hashchange", lookNow);
    return () => {
      live = false;
      clearTimeout(again);
      window.removeEventListener("hashchange", lookNow);
    };
  }, []);

  const leave = () =>
    stopBeingInstructor().then(
      () => setState({ kind: "refused", why: leftText }),
      () => undefined,
    );

  return (
    <main id="main" tabIndex={-1} className="mx-auto w-full max-w-6xl flex-1 px-5 py-8 outline-none sm:px-8">
      {state.kind === "refused" ? (
        <div className="mx-auto max-w-xl pt-16 text-center">
          <h1 className="font-semibold text-2xl">{t("refused")}</h1>
          <p role="status" className="mt-3 text-ink-soft leading-relaxed">
            {state.why}
          </p>
          <Link href="/" className={`${buttonClass("primary")} mt-6`}>
            {t("home")}
          </Link>
        </div>
      ) : (
        <>
          <div className="flex flex-wrap items-baseline justify-between gap-3">
            <h1 className="font-semibold text-2xl">{t("title")}</h1>
            {state.kind === "seen" && (
              <Button look="quiet" onClick={leave}>
                {t("leave")}
              </Button>
            )}
          </div>
          <p className="mt-1 max-w-[75ch] text-ink-soft text-sm leading-relaxed">{t("intro")}</p>
          {state.kind === "looking" && (
            <p role="status" className="py-10 text-ink-soft">
              {t("loading")}
            </p>
          )}
          {state.away && (
            <p role="status" className="mt-4 rounded-lg bg-warn-soft px-3 py-2 text-sm text-warn">
              {t("away")}
            </p>
          )}
          {state.kind === "seen" && (
            <ClassroomTable classroom={state.classroom} titles={titles} readPorts={readPorts} openPage={openPage} />
          )}
        </>
      )}
    </main>
  );
}
