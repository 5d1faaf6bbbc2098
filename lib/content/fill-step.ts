import { LOCALES, type Localized } from "../contract/ids.ts";
import type { VarValues } from "../contract/lab-vars.ts";
import { fillText } from "./fill-text.ts";
import type { LabStep } from "./lab.ts";
import { type SharedShell, showShared, withShared } from "./shared-shell.ts";

/** net -> LAB_NET: no clash with PATH and the like, and shellcheck takes names in capitals for given. */
export const toShellName = (name: string): string => `LAB_${name.toUpperCase()}`;

/** A step as one person has it: hints with their values, scripts that know them and hold what they share, ready to run. */
export function fillStep(step: LabStep, values: VarValues): LabStep {
  const filled = <T extends string | null>(text: T) =>
    (text === null ? text : withValues(withShared(text, step.lib), values)) as T;
  return {
    ...step,
    expect: step.expect.map(({ that, hint }) => ({ that, hint: fillLocalized(hint, values) })),
    setup: filled(step.setup),
    check: filled(step.check),
    solve: filled(step.solve),
    wrong: step.wrong.map(({ name, script: text, hint }) => ({
      name,
      script: filled(text),
      hint: hint === null ? null : fillText(hint, values),
    })),
  };
}

/**
 * A script that begins with its values, on its first line, so that line numbers in messages stay right. Variables of the shell, not exported:
 * /proc/PID/environ of what the script starts, which the learner can read, does not show them.
 */
export const withValues = (script: string, values: VarValues): string =>
  [...Object.keys(values).map((name) => assignment(name, values)), script].join(" ");

/** The model answer as the learner may paste it: the values that it uses stand above it, what it shares with others within it. */
export function toShownScript(own: string, values: VarValues, lib: SharedShell = {}): string {
  const script = showShared(own, lib);
  const used = Object.keys(values).filter((name) => new RegExp(`\\b${toShellName(name)}\\b`).test(script));
  if (used.length === 0) return script;
  const lines = used.map((name) => assignment(name, values)).join("\n");
  return script.startsWith("#!") ? script.replace(/\n|$/, () => `\n${lines}\n`) : `${lines}\n${script}`;
}

/** Our values need no quotes; these are for whoever adds a way to make others. */
const assignment = (name: string, values: VarValues): string =>
  `${toShellName(name)}='${String(values[name]).replaceAll("'", "'\\''")}'`;

function fillLocalized(text: Localized, values: VarValues): Localized {
  const filled: Localized = { en: fillText(text.en, values) };
  for (const locale of LOCALES) if (text[locale] !== undefined) filled[locale] = fillText(text[locale], values);
  return filled;
}
