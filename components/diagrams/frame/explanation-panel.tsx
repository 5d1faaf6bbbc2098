import { useEffect, useRef } from "react";
import type { Evidence } from "../../../lib/contract/kernel-view.ts";
import { Icon } from "../../controls/icon.tsx";
import { EvidenceFacts } from "./evidence-facts.tsx";
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
      <EvidenceFacts evidence={explanation.evidence} t={t} onTypeInTerminal={onTypeInTerminal} />
    </aside>
  );
}
