import type { KernelView, Overlay } from "../../../lib/contract/kernel-view.ts";
import { visibleName } from "../frame/shell-quote.ts";
import { scanReasons } from "./scan-reasons.ts";
import type { LayersTexts } from "./texts.ts";

/** What the picture cannot show, said plainly: a partial or failed scan, and parts of the kernel that could not be read. */
export function Notices({ view, overlay, t }: { view: KernelView; overlay: Overlay | null; t: LayersTexts }) {
  const scan = overlay?.scan;
  const omitted = overlay?.omitted ?? 0;
  // The left-out paths have a sentence of their own.
  const parts = overlay === null ? [] : scanReasons(overlay, t);
  const reason = t.reasons(parts) || "?";
  const problems = view.problemReasons?.map(t.reason) ?? view.problems;
  return (
    <>
      {scan?.state === "partial" && (parts.length > 0 || omitted === 0) && (
        <p className="gd-notice">{t.partial(reason, scan.entries)}</p>
      )}
      {scan?.state === "failed" && (
        <p className="gd-notice" data-bad>
          {t.failed(reason)}
        </p>
      )}
      {problems.length > 0 && (
        <details className="gd-notice">
          <summary>{t.problems(problems.length)}</summary>
          <ul>
            {problems.slice(0, 20).map((problem) => (
              <li key={problem}>{visibleName(problem)}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
