import type { Deed } from "./record-work.ts";
import { REPORT_STYLE } from "./report-style.ts";
import type { TestReport, TestRun } from "./test-labs.ts";

/**
 * The report as one page of its own: no script, nothing fetched, and whatever a sandbox printed is text. The policy in it lets a browser refuse
 * anything else, should an escape ever be forgotten.
 */
export function toHtmlReport(report: TestReport, at: Date): string {
  const labs = [...new Set([...report.runs.map(({ lab }) => lab), ...report.unavailable])].sort();
  const verdict = report.failed === 0 ? "passed" : "failed";
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Lab test: ${report.passed} passed, ${report.failed} failed</title>
<style>${REPORT_STYLE}</style>
</head>
<body>
<main>
<h1>Lab test</h1>
<p class="sum"><strong class="${verdict}">${report.passed} passed, ${report.failed} failed</strong>
in ${seconds(report.ms)}, ${asText(at.toISOString().replace("T", " ").slice(0, 16))} UTC</p>
<nav aria-label="Labs"><table>
<thead><tr><th>Lab</th><th>Passed</th><th>Failed</th><th>Time in its sandboxes</th></tr></thead>
<tbody>
${labs.map((lab) => toOverviewRow(report, lab)).join("\n")}
</tbody>
</table></nav>
${labs.map((lab) => toLab(report, lab)).join("\n")}
</main>
</body>
</html>
`;
}

const runsOf = (report: TestReport, lab: string) => report.runs.filter((run) => run.lab === lab);

function toOverviewRow(report: TestReport, lab: string): string {
  const runs = runsOf(report, lab);
  const link = `<a href="#${asText(encodeURIComponent(lab))}">${asText(lab)}</a>`;
  if (runs.length === 0) return `<tr><th>${link}</th><td colspan="3">not proven on this host</td></tr>`;
  const failed = runs.filter(({ proof }) => proof !== null).length;
  const ms = runs.reduce((sum, run) => sum + run.ms, 0);
  const counts = `<td>${runs.length - failed}</td><td class="${failed > 0 ? "failed" : ""}">${failed}</td>`;
  const only = report.inOrderOnly.includes(lab) ? ", in order only" : "";
  return `<tr><th>${link}${only}</th>${counts}<td>${seconds(ms)}</td></tr>`;
}

function toLab(report: TestReport, lab: string): string {
  const runs = runsOf(report, lab);
  const body = runs.length === 0 ? "<p>This host lacks a kernel feature that it requires.</p>" : toSteps(runs);
  return `<section id="${asText(encodeURIComponent(lab))}"><h2>${asText(lab)}</h2>${body}</section>`;
}

function toSteps(runs: TestRun[]): string {
  const steps = [...new Set(runs.map(({ step }) => step))];
  return steps
    .map((step) => {
      const title = step === null ? "" : `<h3>${asText(step)}</h3>`;
      return (
        title +
        runs
          .filter((run) => run.step === step)
          .map(toRun)
          .join("\n")
      );
    })
    .join("\n");
}

function toRun({ how, ms, proof, deeds }: TestRun): string {
  const verdict = proof === null ? "passed" : "failed";
  const head = `<span class="badge ${verdict}">${verdict}</span> <span class="how">${asText(how || "read")}</span> <span class="time">${seconds(ms)}</span>`;
  const reason = proof === null ? "" : `<p class="reason">${asText(proof)}</p>`;
  const table = `<ol>${deeds.map(toDeed).join("")}</ol>`;
  return `<details${proof === null ? "" : " open"}><summary>${head}${phases(how, proof)}</summary>${reason}${deeds.length > 0 ? table : ""}</details>`;
}

/** What a passed run has shown, in words: the steps of the proof. */
function phases(how: string, proof: string | null): string {
  if (proof !== null) return "";
  const shown = how.startsWith("wrong/") ? ["still not yet", "hint"] : ["not yet before", "solved", "passed after"];
  return ` <span class="phases">${shown.join(" · ")}</span>`;
}

function toDeed(deed: Deed): string {
  if (deed.kind === "expectations") {
    const hint = deed.hint === null ? "" : `: <q>${asText(deed.hint)}</q>`;
    return `<li>${deed.met} of ${deed.of} expectations hold${hint} <span class="time">${deed.ms} ms</span></li>`;
  }
  const end = deed.timedOut ? "time was up" : `exit ${deed.exitCode}`;
  const values = Object.entries(deed.values).map(([name, value]) => `${name}=${value}`);
  const given = values.length === 0 ? "" : ` <span class="values">${asText(values.join(" "))}</span>`;
  return `<li><code>${asText(deed.name)}</code> ${end} <span class="time">${deed.ms} ms</span>${given}${output("stdout", deed.stdout)}${output("stderr", deed.stderr)}</li>`;
}

const output = (name: string, text: string) =>
  text.trim() === "" ? "" : `<pre aria-label="${name}" data-name="${name}">${asText(text.trimEnd())}</pre>`;

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Text as text, also within quotes. Control and direction characters, which could hide or reorder what is read, are shown as codes. */
export const asText = (text: string): string =>
  text
    .replace(/[&<>"']/g, (character) => ENTITIES[character]!)
    .replace(
      /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g,
      (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`,
    );
