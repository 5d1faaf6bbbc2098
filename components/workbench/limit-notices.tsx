"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import type { Engine } from "../../lib/contract/sandbox.ts";
import type { LimitsReached } from "../../lib/contract/sandbox-limits.ts";
import { Button } from "../controls/button.tsx";
import { Icon } from "../controls/icon.tsx";
import { type LimitNotice, toLimitNotices } from "./to-limit-notices.ts";

/**
 * Which limits the sandbox ran into, over the top of the terminal, so that nothing moves. Read out once each: how often it happened may
 * change several times a second. sandbox: its id; what was dismissed of it stays so when the page is loaded again.
 */
export function LimitNotices({ sandbox, limits, engine }: { sandbox: string; limits: LimitsReached; engine: Engine }) {
  const t = useTranslations("workbench.limits");
  const format = useFormatter();
  const [dismissed, dismiss] = useDismissed(sandbox);
  const notices = toLimitNotices(limits, dismissed);
  const sentence = ({ kind, limit, ...notice }: LimitNotice) =>
    kind === "memory" || kind === "pids"
      ? t(kind, { limit })
      : t(kind, { limit, used: "used" in notice ? notice.used : limit, engine });
  return (
    <>
      <div role="status" className="sr-only">
        {notices.map((notice) => (
          <p key={notice.kind}>{sentence(notice)}</p>
        ))}
      </div>
      {notices.length > 0 && (
        <ul aria-label={t("label")} className="absolute inset-x-3 top-11 z-20 grid justify-items-center gap-1.5">
          {notices.map((notice) => (
            <li
              key={notice.kind}
              data-limit={notice.kind}
              className="flex max-w-full items-center gap-2.5 rounded-lg border border-warn/40 bg-warn-soft py-1 pr-1 pl-3 text-[13px] text-warn shadow-(--shadow-raised)"
            >
              <Icon name="warning" />
              <span className="min-w-0">
                {sentence(notice)}{" "}
                <span className="whitespace-nowrap">
                  {format.dateTime(notice.at, { hour: "2-digit", minute: "2-digit" })}
                  {"times" in notice && notice.times > 1 && ` · ${t("times", { times: notice.times })}`}
                </span>
              </span>
              <Button look="quiet" size="icon-small" aria-label={t("dismiss")} onClick={() => dismiss(notice.mark)}>
                <Icon name="close" size={13} />
              </Button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** Marks of what was dismissed in this tab. Where a browser keeps nothing for us it holds until the page is loaded again. */
function useDismissed(sandbox: string): [string[], (mark: string) => void] {
  const key = `glassbox:limits:${sandbox}`;
  const [marks, setMarks] = useState<string[]>(() => read(key));
  const dismiss = (mark: string) => {
    const kind = mark.slice(0, mark.indexOf(":") + 1);
    const next = [...marks.filter((one) => !one.startsWith(kind)), mark];
    setMarks(next);
    try {
      sessionStorage.setItem(key, next.join(","));
    } catch {
      // No storage: the state above does.
    }
  };
  return [marks, dismiss];
}

function read(key: string): string[] {
  try {
    return sessionStorage.getItem(key)?.split(",") ?? [];
  } catch {
    return [];
  }
}
