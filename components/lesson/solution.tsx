"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useEffectEvent, useState } from "react";
import type { CodeColours } from "../../lib/contract/code-colours.ts";
import { CopyButton } from "../controls/copy-button.tsx";
import { Icon } from "../controls/icon.tsx";
import { ColouredCode } from "./coloured-code.tsx";
import { useLessonActions } from "./lesson-actions.ts";
import { beforePrint } from "./prepare-print.ts";

type Fetched =
  | { kind: "not-asked" }
  | { kind: "asking" }
  | { kind: "script"; script: string; colours: CodeColours }
  | { kind: "failed"; error: string };

/** The model answer. It stays on the server until someone opens this. Words of the author, if any, stand above the script. */
export function Solution({ label, children }: { label?: ReactNode; children?: ReactNode }) {
  const t = useTranslations("lesson");
  const { solution } = useLessonActions();
  const [fetched, setFetched] = useState<Fetched>({ kind: "not-asked" });
  const ask = async () => {
    if (fetched.kind === "asking" || fetched.kind === "script") return;
    setFetched({ kind: "asking" });
    const answer = await solution();
    setFetched(
      answer.ok
        ? { kind: "script", ...answer.value, script: answer.value.script.trimEnd() }
        : { kind: "failed", error: answer.error },
    );
  };
  // On paper it stands open.
  const prepare = useEffectEvent(ask);
  useEffect(() => beforePrint(() => prepare()), []);
  return (
    <details
      data-block="solution"
      className="callout callout-solution"
      onToggle={(event) => {
        if (event.currentTarget.open) void ask();
      }}
    >
      <summary className="callout-title">
        <Icon name="key" size={15} /> {label ?? t("solution")}
      </summary>
      <div className="callout-body">
        {children}
        {fetched.kind === "asking" && <p className="text-ink-faint">{t("asking")}</p>}
        {fetched.kind === "failed" && <p className="text-bad">{fetched.error}</p>}
        {fetched.kind === "script" && (
          <div className="code-block group" data-solution>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long line must be scrollable without a mouse */}
            <pre tabIndex={0}>
              <ColouredCode text={fetched.script} colours={fetched.colours} />
            </pre>
            <span className="code-tools">
              <CopyButton text={fetched.script} />
            </span>
          </div>
        )}
      </div>
    </details>
  );
}
