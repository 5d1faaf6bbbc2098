import { fillStep, toShellName } from "../../lib/content/fill-step.ts";
import type { LabStep } from "../../lib/content/lab.ts";
import { toExpectations } from "../../lib/content/step-plan.ts";
import type { VarValues } from "../../lib/contract/lab-vars.ts";
import type { SandboxdClient } from "../../lib/wire/connect-sandboxd.ts";

/** One thing that a run asked of its sandbox, and what came of it. */
export type Deed =
  | {
      kind: "script";
      /** setup.sh, check.sh, solve.sh or wrong/NAME.sh */
      name: string;
      ms: number;
      exitCode: number | null;
      timedOut: boolean;
      stdout: string;
      stderr: string;
      /** What the script found in its environment. */
      values: Record<string, string>;
    }
  | { kind: "expectations"; ms: number; met: number; of: number; hint: string | null };

/** A report keeps so much of what a script printed. */
const MAX_OUTPUT = 20_000;

/** The client of one run, which writes down what the run does with it. What was asked twice with the same answer is written down once. */
export function recordWork(
  client: SandboxdClient,
  unfilled: LabStep,
  values: VarValues,
  needed: readonly LabStep[] = [],
): { client: SandboxdClient; deeds: Deed[] } {
  const deeds: Deed[] = [];
  const steps = [unfilled, ...needed].map((one) => fillStep(one, values));
  const call = (async (name: string, argument: never) => {
    const began = performance.now();
    const answer: unknown = await (client.call as (name: string, argument: never) => Promise<unknown>)(name, argument);
    const deed = toDeed(steps, values, name, argument, answer, Math.round(performance.now() - began));
    if (deed !== null && sameAs(deed) !== sameAs(deeds.at(-1))) deeds.push(deed);
    return answer;
  }) as SandboxdClient["call"];
  return { client: { ...client, call }, deeds };
}

function toDeed(steps: LabStep[], values: VarValues, name: string, argument: unknown, answer: unknown, ms: number): Deed | null {
  if (name === "watchExpect") {
    const results = answer as { id: string; met: boolean }[];
    if (results.length === 0) return null;
    const asked = JSON.stringify((argument as { expectations: unknown }).expectations);
    const step = steps.find((one) => JSON.stringify(toExpectations(one, values)) === asked) ?? steps[0]!;
    const unmet = toExpectations(step, values).findIndex(({ id }) => !results.find((result) => result.id === id)?.met);
    const met = results.filter((result) => result.met).length;
    return { kind: "expectations", ms, met, of: results.length, hint: step.expect[unmet]?.hint.en ?? null };
  }
  if (name !== "runScript") return null;
  const { script, env } = argument as { script: string; env: Record<string, string> };
  const outcome = answer as { exitCode: number | null; stdout: string; stderr: string; timedOut: boolean };
  const { exitCode, timedOut } = outcome;
  const [stdout, stderr] = [outcome.stdout.slice(0, MAX_OUTPUT), outcome.stderr.slice(0, MAX_OUTPUT)];
  return {
    kind: "script",
    name: nameOf(steps, script),
    ms,
    exitCode,
    timedOut,
    stdout,
    stderr,
    values: { ...env, ...shellValues(values) },
  };
}

/** A script may have been given something in front of it. */
function nameOf([step, ...needed]: LabStep[], script: string): string {
  const named: [string, string | null][] = [
    ["setup.sh", step!.setup],
    ["check.sh", step!.check],
    ["solve.sh", step!.solve],
    ...needed.map(({ id, check }): [string, string | null] => [`${id}/check.sh`, check]),
    ...step!.wrong.map((variant): [string, string] => [`wrong/${variant.name}.sh`, variant.script]),
  ];
  return named.find(([, text]) => text !== null && text !== "" && script.endsWith(text))?.[0] ?? "script";
}

/** What the script finds set, by the names that it knows them by. */
const shellValues = (values: VarValues): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [toShellName(name), String(value)]));

const sameAs = (deed: Deed | undefined): string => JSON.stringify({ ...deed, ms: 0 });
