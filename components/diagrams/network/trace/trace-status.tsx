import type { ReactNode } from "react";
import { Icon } from "../../../controls/icon.tsx";
import { useCopied } from "../../../controls/use-copied.ts";
import type { FrameTexts } from "../../frame/frame-texts.ts";

/** A line under the header: what the trace does just now, or why there is nothing to see. */
export function TraceStatus(props: { kind: string; children: ReactNode; tools?: ReactNode; bad?: boolean }) {
  return (
    <div className="nt-status" data-trace-status={props.kind} data-bad={props.bad || undefined}>
      <span className="nt-status-text">{props.children}</span>
      {props.tools && <span className="nt-status-tools">{props.tools}</span>}
    </div>
  );
}

/** A command to try, with what is done to commands everywhere: copied, or typed into the terminal without Enter. */
export function TryCommand(props: { command: string; t: FrameTexts; onTypeInTerminal?: (command: string) => void }) {
  const { command, t, onTypeInTerminal } = props;
  const { copied, copy } = useCopied();
  return (
    <span className="nt-try">
      <code>{command}</code>
      {onTypeInTerminal && (
        <button type="button" className="gd-button" onClick={() => onTypeInTerminal(command)}>
          <Icon name="terminal" size={14} />
          {t.show}
        </button>
      )}
      <button type="button" className="gd-button" onClick={() => copy(command)}>
        <Icon name={copied ? "check" : "copy"} size={14} />
        <span aria-live="polite">{copied ? t.copied : t.copy}</span>
      </button>
    </span>
  );
}
