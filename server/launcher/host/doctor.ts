import { stdout } from "node:process";
import type { Settings } from "../../config.ts";
import { type Finding, judgeHost } from "./judge-host.ts";
import { readHostFacts } from "./read-host-facts.ts";

const MARKS = { ok: "✓", todo: "→", warn: "!", fail: "✗" } as const;
const COLOURS = { ok: "\x1b[32m", todo: "\x1b[36m", warn: "\x1b[33m", fail: "\x1b[31m" } as const;

/** `npm run doctor`: the host check as a table. Exit code 1 where Glassbox cannot run here. */
export async function doctor(repo: string, settings: Settings): Promise<number> {
  const findings = judgeHost(await readHostFacts(repo, settings));
  console.log(toDoctorTable(findings, stdout.isTTY === true));
  return findings.some(({ state }) => state === "fail") ? 1 : 0;
}

/** Columns: mark, check, what was found; the cure on its own line below, so that nothing is cut. Ends with a count. */
export function toDoctorTable(findings: readonly Finding[], colours: boolean): string {
  const width = Math.max(...findings.map(({ check }) => check.length));
  const lines = findings.flatMap(({ check, state, found, cure }) => {
    const mark = colours ? `${COLOURS[state]}${MARKS[state]}\x1b[0m` : MARKS[state];
    const line = `${mark} ${check.padEnd(width)}  ${found}`;
    return cure === null ? [line] : [line, `  ${" ".repeat(width)}    ${cure}`];
  });
  return [...lines, "", toSummary(findings)].join("\n");
}

function toSummary(findings: readonly Finding[]): string {
  const count = (state: Finding["state"]) => findings.filter((finding) => finding.state === state).length;
  const parts = [
    `${count("ok")} fine`,
    `${count("todo")} npm start will do`,
    `${count("warn")} to know`,
    `${count("fail")} in the way`,
  ];
  return `${parts.join(", ")}.`;
}
