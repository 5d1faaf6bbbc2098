"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import type { AuthorRun, AuthorScript } from "../../lib/contract/author-protocol.ts";
import type { Answer } from "../../lib/contract/browser-protocol.ts";
import type { KernelView } from "../../lib/contract/kernel-view.ts";
import type { VarValues } from "../../lib/contract/lab-vars.ts";
import { Button } from "../controls/button.tsx";
import { Icon, type IconName } from "../controls/icon.tsx";
import { ExpressionField } from "./expression-field.tsx";
import { KernelTree } from "./kernel-tree.tsx";
import { RunReport } from "./run-report.tsx";

const SCRIPTS: [AuthorScript, IconName][] = [
  ["check", "check"],
  ["solve", "key"],
  ["setup", "restart"],
];

/** For the author of a lab: the scripts of the step, an expression to try, and all that the kernel says. */
export function AuthorPanel({
  step,
  view,
  vars,
  onRun,
}: {
  step: { id: string; title: string };
  view: KernelView | null;
  /** $vars in an expression. */
  vars: VarValues;
  onRun: (script: AuthorScript) => Promise<Answer<AuthorRun>>;
}) {
  const t = useTranslations("author");
  const [running, setRunning] = useState<AuthorScript | null>(null);
  const [answer, setAnswer] = useState<Answer<AuthorRun> | null>(null);
  const [expr, setExpr] = useState("");
  // biome-ignore lint/correctness/useExhaustiveDependencies: what a script of another step said is of no use here
  useEffect(() => setAnswer(null), [step.id]);
  const run = async (script: AuthorScript) => {
    setRunning(script);
    setAnswer(await onRun(script));
    setRunning(null);
  };
  return (
    <section className="author-panel" aria-label={t("label")} data-author-panel>
      <section aria-label={t("run.label", { step: step.id })}>
        <h2>{step.id}</h2>
        <div className="author-buttons">
          {SCRIPTS.map(([script, icon]) => (
            <Button
              key={script}
              size="small"
              disabled={running !== null}
              data-author-run={script}
              onClick={() => void run(script)}
            >
              <Icon name={icon} size={13} /> {t(`run.${script}`)}
            </Button>
          ))}
        </div>
        <div role="status">
          {running !== null && <p className="author-quiet">{t("run.running")}</p>}
          {running === null && answer?.ok === false && <p className="author-bad">{answer.error}</p>}
          {running === null && answer?.ok && <RunReport run={answer.value} onExpr={setExpr} />}
        </div>
      </section>
      <section aria-label={t("expression.label")}>
        <ExpressionField view={view} vars={vars} expr={expr} onExpr={setExpr} />
      </section>
      <section aria-label={t("tree.label")}>
        <h2>{t("tree.label")}</h2>
        {view === null ? <p className="author-quiet">{t("tree.waiting")}</p> : <KernelTree value={view} onPath={setExpr} />}
      </section>
    </section>
  );
}
