import { useEffect, useRef } from "react";
import type { Evidence } from "../../../lib/contract/kernel-view.ts";
import { Icon } from "../../controls/icon.tsx";
import { useCopied } from "../../controls/use-copied.ts";
import type { FrameTexts } from "./frame-texts.ts";

export type Explanation = { key: string; title: string; sentence: string; evidence: Evidence };

/** Why a mark looks as it does, and how to see the same fact oneself. */
export function ExplanationPanel(props: {
  explanation: Explanation;
  t: FrameTexts;
  onClose: () => void;
  onTypeInTerminal?: (command: string) => void;
}) {
  const { explanation, t, onClose, onTypeInTerminal } = props;
  const { evidence } = explanation;
  const { copied, copy } = useCopied();
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    if (explanation.key) panel.current?.scrollTo(0, 0);
  }, [explanation.key]);
  return (
    <aside
      ref={panel}
      className="gd-panel"
      aria-label={explanation.title}
      onKeyDown={(event) => event.key === "Escape" && onClose()}
    >
      <header>
        <h3>{explanation.title}</h3>
        <button type="button" className="gd-icon-button" aria-label={t.close} title={t.close} onClick={onClose}>
          <Icon name="close" size={14} />
        </button>
      </header>
      <p className="gd-sentence">{explanation.sentence}</p>
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
    </aside>
  );
}
