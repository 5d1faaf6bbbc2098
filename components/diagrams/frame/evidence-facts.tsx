import type { Evidence } from "../../../lib/contract/kernel-view.ts";
import { Icon } from "../../controls/icon.tsx";
import { useCopied } from "../../controls/use-copied.ts";
import type { FrameTexts } from "./frame-texts.ts";

/** The raw value, where it comes from, and a command that shows the same fact: copied, or typed into the terminal. */
export function EvidenceFacts(props: { evidence: Evidence; t: FrameTexts; onTypeInTerminal?: (command: string) => void }) {
  const { evidence, t, onTypeInTerminal } = props;
  const { copied, copy } = useCopied();
  return (
    <>
      <dl>
        <dt>{t.raw}</dt>
        <dd>
          <code>{evidence.raw}</code>
        </dd>
        <dt>{t.source}</dt>
        <dd>
          {evidence.source}
          <span className="gd-grade" data-grade={evidence.grade}>
            {t.grades[evidence.grade]}
          </span>
        </dd>
        <dt>{t.command}</dt>
        <dd>
          <code>{evidence.command}</code>
        </dd>
      </dl>
      <footer>
        <button type="button" className="gd-button" onClick={() => copy(evidence.command)}>
          <Icon name={copied ? "check" : "copy"} size={14} />
          <span aria-live="polite">{copied ? t.copied : t.copy}</span>
        </button>
        {onTypeInTerminal && (
          <button type="button" className="gd-button" onClick={() => onTypeInTerminal(evidence.command)}>
            <Icon name="terminal" size={14} />
            {t.show}
          </button>
        )}
      </footer>
    </>
  );
}
