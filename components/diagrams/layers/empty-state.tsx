import { Icon } from "../../controls/icon.tsx";
import { useCopied } from "../../controls/use-copied.ts";
import type { LayersTexts } from "./texts.ts";

export const EXAMPLE_MOUNT =
  "mkdir -p lower upper work merged && mount -t overlay overlay -o lowerdir=lower,upperdir=upper,workdir=work,userxattr merged";

/** No overlay: says what one is and how to make one. */
export function EmptyState({
  waiting,
  t,
  onTypeInTerminal,
}: {
  waiting: boolean;
  t: LayersTexts;
  onTypeInTerminal?: (command: string) => void;
}) {
  const { copied, copy } = useCopied();
  if (waiting) return <p className="gd-empty gd-faint">{t.emptyWaiting}</p>;
  return (
    <div className="gd-empty">
      <svg aria-hidden="true" width="132" height="86" viewBox="0 0 132 86">
        <path className="gd-face-lower" d="M66 44l58 18-58 18L8 62z" />
        <path className="gd-face-upper" d="M66 24l58 18-58 18L8 42z" />
        <path className="gd-face-merged" d="M66 4l58 18-58 18L8 22z" />
      </svg>
      <h3>{t.emptyTitle}</h3>
      <p>{t.emptyText}</p>
      <code className="gd-command">{EXAMPLE_MOUNT}</code>
      <p className="gd-row-of-buttons">
        <button type="button" className="gd-button" onClick={() => copy(EXAMPLE_MOUNT)}>
          <Icon name={copied ? "check" : "copy"} size={14} />
          <span aria-live="polite">{copied ? t.copied : t.copy}</span>
        </button>
        {onTypeInTerminal && (
          <button type="button" className="gd-button" onClick={() => onTypeInTerminal(EXAMPLE_MOUNT)}>
            <Icon name="terminal" size={14} />
            {t.typeIt}
          </button>
        )}
      </p>
    </div>
  );
}
