import type { KernelView } from "../../../lib/contract/kernel-view.ts";
import type { Reason } from "../../../lib/contract/reason.ts";
import { visibleName } from "./shell-quote.ts";

/** What of the kernel could not be read, said plainly. */
export function ProblemNotice({
  view,
  title,
  toText,
}: {
  view: KernelView;
  title: (count: number) => string;
  toText: (reason: Reason) => string;
}) {
  const problems = view.problemReasons?.map(toText) ?? view.problems;
  if (problems.length === 0) return null;
  return (
    <details className="gd-notice">
      <summary>{title(problems.length)}</summary>
      <ul>
        {problems.slice(0, 20).map((problem) => (
          <li key={problem}>{visibleName(problem)}</li>
        ))}
      </ul>
    </details>
  );
}
