import type { Root } from "hast";
import type { Locale, Localized } from "../contract/ids.ts";
import type { LabFrontMatter, Moment, StepExpect } from "../contract/lab.ts";
import type { LabVars } from "../contract/lab-vars.ts";
import type { SandboxFile } from "../contract/sandboxd-protocol.ts";
import type { LabImage } from "./lab-image.ts";
import type { SharedShell } from "./shared-shell.ts";

/** One step of a lab, scripts included: server side only (toLessonView drops the scripts). */
export type LabStep = {
  id: string;
  title: Localized;
  /** Sanitised text per language. */
  body: Record<Locale, Root>;
  expect: StepExpect[];
  /** Earlier steps that it builds upon: their checks hold after its setup.sh. */
  needs: string[];
  /** What a diagram shows once its expectations hold. */
  moment: Moment | null;
  /** Script texts; null where the step has none. */
  setup: string | null;
  check: string | null;
  solve: string | null;
  /** Likely mistakes, by name: after each the step must still say "not yet". */
  wrong: WrongVariant[];
  /** What the scripts share; fillStep puts it into them. */
  lib: SharedShell;
};

/** wrong/NAME.sh of a step: what a learner may do instead of the right thing. */
export type WrongVariant = {
  name: string;
  script: string;
  /** Words that the hint must contain, in English; null where any hint will do. */
  hint: string | null;
};

/** A lab without errors. */
export type Lab = {
  id: string;
  title: Localized;
  summary: Localized;
  frontMatter: LabFrontMatter;
  intro: Record<Locale, Root>;
  /** At least one; the first is where click-to-run goes unless the fence says otherwise. */
  terminals: string[];
  requires: string[];
  /** How the values that differ per person are made; {} where there are none. */
  vars: LabVars;
  steps: LabStep[];
  /** Pictures of its texts, by their path (images/x.png); absent: none. */
  images?: ReadonlyMap<string, LabImage>;
  /** The lab's files/ folder: files/root/x is put at /root/x before the first step. */
  files: SandboxFile[];
  /** Changes with any byte, mode or name in the lab's folder. */
  fingerprint: string;
};
