import { useState } from "react";
import { Icon } from "../../controls/icon.tsx";
import type { FrameTexts } from "./frame-texts.ts";

/** id: unique in the log. change: id of the kernel change it tells of. */
export type LogLine = { id: string; change: string; at: number; text: string };

const clock = (at: number): string => new Date(at).toTimeString().slice(0, 8);

/** The last sentences about what changed, newest first; folded to the newest one until it is opened. */
export function ChangeLog({ lines, fresh, t }: { lines: LogLine[]; fresh: ReadonlySet<string>; t: FrameTexts }) {
  const [open, setOpen] = useState(false);
  const newest = lines.at(-1);
  return (
    <section className="gd-log" aria-label={t.log}>
      <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon name={open ? "down" : "up"} size={12} />
        <b>{t.log}</b>
        {!open && <LineText line={newest} fresh={fresh} t={t} />}
        {lines.length > 0 && <span className="gd-count">{lines.length}</span>}
      </button>
      {open && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable list must be reachable by keyboard
        <ol tabIndex={0} aria-label={t.log}>
          {lines.toReversed().map((line) => (
            <li key={line.id} data-change={line.change}>
              <time>{clock(line.at)}</time>
              <LineText line={line} fresh={fresh} t={t} />
            </li>
          ))}
          {lines.length === 0 && <li>{t.logEmpty}</li>}
        </ol>
      )}
    </section>
  );
}

function LineText({ line, fresh, t }: { line: LogLine | undefined; fresh: ReadonlySet<string>; t: FrameTexts }) {
  if (!line) return <span className="gd-log-text gd-faint">{t.logEmpty}</span>;
  return (
    <span className="gd-log-text" data-change={line.change} data-fresh={fresh.has(line.change) || undefined} title={line.text}>
      {line.text}
    </span>
  );
}
