"use client";

import { useTranslations } from "next-intl";
import { useEffect, useId, useState } from "react";
import type { KernelView } from "../../lib/contract/kernel-view.ts";
import type { VarValues } from "../../lib/contract/lab-vars.ts";
import { type Tried, tryExpression } from "./try-expression.ts";

/** Typing settles before it is evaluated; a burst of kernel changes too. */
const PAUSE_MS = 120;

/** A JSONata expression and what it says of the kernel as it is now, live. */
export function ExpressionField({
  view,
  vars,
  expr,
  onExpr,
}: {
  view: KernelView | null;
  vars: VarValues;
  expr: string;
  onExpr: (expr: string) => void;
}) {
  const t = useTranslations("author.expression");
  const id = useId();
  const tried = useTried(expr, view, vars);
  return (
    <div className="author-expression">
      <label htmlFor={id}>{t("label")}</label>
      <textarea
        id={id}
        rows={2}
        value={expr}
        onChange={(event) => onExpr(event.target.value)}
        placeholder={'$exists(overlays[mountpoint = "/mnt"])'}
        spellCheck={false}
        autoComplete="off"
        data-author-expression
      />
      <output htmlFor={id} data-author-tried={tried?.kind ?? "none"}>
        {tried?.kind === "error" && <p className="author-bad">{tried.message}</p>}
        {tried?.kind === "value" && (
          <>
            <p className={tried.met ? "author-good" : "author-open"}>{t(tried.met ? "met" : "notMet")}</p>
            {tried.json === null ? <p className="author-quiet">{t("empty")}</p> : <pre>{tried.json}</pre>}
          </>
        )}
      </output>
    </div>
  );
}

function useTried(expr: string, view: KernelView | null, vars: VarValues): Tried | null {
  const [tried, setTried] = useState<Tried | null>(null);
  useEffect(() => {
    if (expr.trim() === "" || view === null) return setTried(null);
    let stale = false;
    const timer = setTimeout(() => void tryExpression(expr, view, vars).then((now) => stale || setTried(now)), PAUSE_MS);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [expr, view, vars]);
  return tried;
}
