"use client";

import { useLocale, useTranslations } from "next-intl";
import type { AuthorRun } from "../../lib/contract/author-protocol.ts";
import { inLocale } from "../../lib/contract/ids.ts";

/** What a script of the step said, and how the step stands after it. */
export function RunReport({ run, onExpr }: { run: AuthorRun; onExpr: (expr: string) => void }) {
  const t = useTranslations("author.run");
  const locale = useLocale();
  const { verdict, outcome, expectations } = run;
  return (
    <div className="author-report" data-author-report={verdict?.kind ?? "none"}>
      <p className={verdict?.kind === "passed" ? "author-good" : verdict?.kind === "broken" ? "author-bad" : "author-open"}>
        {t(`verdict.${verdict?.kind ?? "none"}`)}
      </p>
      {verdict?.kind === "not-yet" && <p>{t("hint", { hint: inLocale(verdict.hint, locale) || "—" })}</p>}
      {verdict?.kind === "broken" && <pre>{verdict.detail}</pre>}
      {expectations.length > 0 && (
        <ol className="author-expectations">
          {expectations.map(({ that, met, error }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the place in the author's list is what an expectation is called
            <li key={index} data-met={met}>
              <button type="button" title={t("tryThis")} onClick={() => onExpr(that)}>
                <span className={met ? "author-good" : "author-open"}>{t(met ? "met" : "notMet")}</span> <code>{that}</code>
              </button>
              {error !== null && <p className="author-bad">{error}</p>}
            </li>
          ))}
        </ol>
      )}
      {outcome === null ? (
        <p className="author-quiet">{t("noScript")}</p>
      ) : (
        <>
          <p data-author-exit>
            {outcome.timedOut ? t("timedOut") : t("exit", { code: outcome.exitCode ?? -1, ms: Math.round(outcome.durationMs) })}
            {outcome.truncated && ` ${t("truncated")}`}
          </p>
          {(["stdout", "stderr"] as const).map((stream) => (
            <figure key={stream} data-author-stream={stream} data-silent={outcome[stream] === "" || undefined}>
              <figcaption>{stream}</figcaption>
              {outcome[stream] === "" ? <p className="author-quiet">{t("silent")}</p> : <pre>{outcome[stream]}</pre>}
            </figure>
          ))}
        </>
      )}
    </div>
  );
}
