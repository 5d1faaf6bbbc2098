import { scaleSqrt } from "d3-scale";
import type { DockerBuildRun, DockerBuildStep } from "../../../lib/contract/kernel/docker-build.ts";
import type { Stop } from "../frame/arrow-step.ts";
import { brokenStep, type OneBuild, runMark, stepMark } from "./build-model.ts";

/** All lengths in px. */
export const ROW = 28;
const LINE = 24;
const STAGE = 24;
const LEFT = 12;
const LEAST = 460;
const BAR = 76;

export type StepBox = {
  step: DockerBuildStep;
  mark: string;
  y: number;
  /** Length of the layer's bar, by the square root of its bytes; 0: no bytes known or none. */
  bar: number;
};
export type BuildLayout = {
  width: number;
  height: number;
  left: number;
  columns: { text: number; state: number; size: number };
  runs: { run: DockerBuildRun; mark: string; y: number }[];
  stages: { stage: string; y: number }[];
  steps: StepBox[];
  /** Heights of the lines above the step at which the cache broke; where both are the same step there is only one. */
  broke: number | null;
  brokeBefore: number | null;
  stops: Stop[];
};

/** Where everything stands: what runs on top, then a line per step, stage by stage, with room for the lines where the cache broke. */
export function layoutBuild(build: OneBuild | null, building: readonly DockerBuildRun[], width: number): BuildLayout {
  const wide = Math.max(LEAST, width);
  let y = 8;
  const take = (height: number) => {
    y += height;
    return y - height;
  };
  const runs = building.map((run) => ({ run, mark: runMark(run.key), y: take(ROW) }));
  if (runs.length > 0) take(6);
  const steps = build?.info.steps ?? [];
  const broken = brokenStep(build?.info ?? null)?.key ?? null;
  const several = new Set(steps.map(({ stage }) => stage)).size > 1;
  const bar = scaleSqrt([0, Math.max(1, ...steps.map(({ bytes }) => bytes ?? 0))], [0, BAR]);
  const layout: Pick<BuildLayout, "stages" | "steps" | "broke" | "brokeBefore"> = {
    stages: [],
    steps: [],
    broke: null,
    brokeBefore: null,
  };
  let stage: string | null = null;
  for (const step of steps) {
    if (several && step.stage !== stage) layout.stages.push({ stage: step.stage, y: take(STAGE) });
    stage = step.stage;
    if (step.key === build?.brokeBefore && step.key !== broken) layout.brokeBefore = take(LINE);
    if (step.key === broken) layout.broke = take(LINE);
    layout.steps.push({ step, mark: stepMark(step.key), y: take(ROW), bar: step.bytes ? Math.max(2, bar(step.bytes)) : 0 });
  }
  return {
    width: wide,
    height: y + 10,
    left: LEFT,
    columns: { text: LEFT + 28, state: Math.round(wide * 0.58), size: wide - BAR - LEFT - 76 },
    runs,
    ...layout,
    stops: [...runs, ...layout.steps].map((box) => ({ key: box.mark, col: 0, row: box.y })),
  };
}
