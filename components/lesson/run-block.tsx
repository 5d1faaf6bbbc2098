"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useState } from "react";
import { CopyButton } from "../controls/copy-button.tsx";
import { Icon } from "../controls/icon.tsx";
import type { RunOutcome } from "../terminal/run-command.ts";
import { useLessonActions } from "./lesson-actions.ts";

type RunState = "ready" | "waiting" | RunOutcome;

/** How long "typed" stays on the button. */
const SAY_SO_MS = 1600;

/** A command with a button that types it into the shell. The student may as well type it. */
export function RunBlock({ command, terminal, code }: { command: string; terminal: string | undefined; code: ReactNode }) {
  const t = useTranslations("lesson");
  const { run, canRun } = useLessonActions();
  const [state, setState] = useState<RunState>("ready");
  useEffect(() => {
    if (state !== "typed") return;
    const timer = setTimeout(() => setState("ready"), SAY_SO_MS);
    return () => clearTimeout(timer);
  }, [state]);
  const start = async () => {
    setState("waiting");
    setState(await run(command, terminal));
  };
  return (
    <div data-block="run" data-run-state={state} className="code-block code-block-run group">
      <button
        type="button"
        data-action="run"
        className="run-button"
        disabled={!canRun || state === "waiting"}
        title={canRun ? t("run") : t("runLater")}
        aria-label={t("runCommand", { command })}
        onClick={() => void start()}
      >
        <Icon name={state === "typed" ? "check" : "play"} size={14} />
      </button>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long line must be scrollable without a mouse */}
      <pre tabIndex={0}>{code}</pre>
      <span className="code-tools">
        {terminal && <span className="code-where">{terminal}</span>}
        <CopyButton text={command} />
      </span>
      <p role="status" className="code-note">
        {state === "busy" ? t("busy") : state === "no-shell" ? t("noShell") : ""}
      </p>
    </div>
  );
}
