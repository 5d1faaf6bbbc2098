import type { DockerImage } from "../../../../../lib/contract/kernel/docker.ts";
import type { DockerBuild, DockerBuildStep } from "../../../../../lib/contract/kernel/docker-build.ts";
import { shown } from "../shown.ts";
import type { BuildVertex } from "./parse-build-log.ts";
import type { BuildRecord } from "./parse-build-record.ts";

const MOST_STEPS = 100;
/** "[2/4] COPY . ." or "[base 2/4] COPY . ." (frontend/dockerfile/dockerfile2llb); everything else is the builder's own work. */
const STEP = /^\[(?:([^\]\n]{1,200}) )?(\d{1,4})\/(\d{1,4})\] (.+)$/s;

type Step = Omit<DockerBuildStep, "key" | "bytes"> & { digest: string; inputs: readonly string[] };

/** A build from its record, joined with the image it made. vertices: of its status messages, null where those could not be read. */
export function toBuild(
  record: BuildRecord,
  vertices: readonly BuildVertex[] | null,
  images: readonly DockerImage[],
): DockerBuild {
  const image = images.find(({ id }) => id === record.result);
  const ordered = vertices && inOrder(vertices.flatMap(toStep)).slice(0, MOST_STEPS);
  const bytes = ordered && bytesOfSteps(ordered, image);
  const steps = ordered && withKeys(ordered, bytes ?? new Map());
  const broke = steps?.findIndex(({ state }) => state === "ran" || state === "failed" || state === "stopped") ?? -1;
  return {
    key: `build-${shown(record.ref)}`,
    ref: shown(record.ref),
    file: shown(record.attributes.get("filename") ?? "Dockerfile"),
    target: shown(record.attributes.get("target") ?? "") || null,
    startedAt: record.createdAt,
    endedAt: record.completedAt,
    error: record.error === null ? null : shown(record.error),
    image: record.result,
    names: image?.names ?? [],
    steps,
    broke: broke < 0 ? null : broke,
    log: record.log,
  };
}

function toStep(vertex: BuildVertex): Step[] {
  const [, stage = "", number, of, instruction] = STEP.exec(vertex.name) ?? [];
  if (instruction === undefined) return [];
  const state = stateOf(vertex, instruction);
  return [
    {
      digest: vertex.digest,
      inputs: vertex.inputs,
      name: shown(vertex.name),
      stage: shown(stage),
      number: Number(number),
      of: Number(of),
      instruction: shown(instruction),
      state,
      ms: state === "ran" || state === "failed" ? vertex.ms : null,
      error: vertex.error === null ? null : shown(vertex.error),
    },
  ];
}

function stateOf({ cached, started, completed, error }: BuildVertex, instruction: string): Step["state"] {
  if (error !== null) return "failed";
  if (/^FROM\s/i.test(instruction)) return "base";
  if (cached) return "cached";
  if (completed) return "ran";
  return started ? "stopped" : "untouched";
}

/** Stage by stage, one that another is made from before it; stages that do not depend on each other by name, since the engine tells no more. */
function inOrder(steps: readonly Step[]): Step[] {
  const stages = new Map<string, Step[]>();
  for (const step of steps.toSorted((a, b) => a.number - b.number))
    stages.set(step.stage, [...(stages.get(step.stage) ?? []), step]);
  const stageOf = new Map(steps.map(({ digest, stage }) => [digest, stage]));
  const done = new Set<string>();
  const result: Step[] = [];
  const visit = (stage: string) => {
    if (done.has(stage)) return;
    done.add(stage);
    const own = stages.get(stage) ?? [];
    for (const { inputs } of own)
      for (const input of inputs) {
        const other = stageOf.get(input);
        if (other !== undefined) visit(other);
      }
    result.push(...own);
  };
  for (const stage of [...stages.keys()].sort()) visit(stage);
  return result;
}

/**
 * Bytes of each step's layer by its digest: the last lines of the image's history are those of its last stage, one for each step. Nothing where
 * the lines do not name the same instructions.
 */
function bytesOfSteps(steps: readonly Step[], image: DockerImage | undefined): Map<string, number | null> {
  const inputs = new Set(steps.flatMap((step) => step.inputs));
  const last = steps.filter(({ digest }) => !inputs.has(digest)).at(-1);
  const own = steps.filter(({ stage, state }) => stage === last?.stage && state !== "base");
  const lines = image?.history.filter(({ layer }) => layer !== null).slice(-own.length) ?? [];
  const word = (text: string) => /^[A-Za-z]+/.exec(text)?.[0]?.toUpperCase();
  const fits =
    own.length > 0 &&
    own.length === lines.length &&
    own.every((step, at) => word(step.instruction) === word(lines[at]!.createdBy));
  if (!image || !fits) return new Map();
  return new Map(own.map(({ digest }, at) => [digest, image.layers[lines[at]!.layer!]?.bytes ?? null]));
}

/** The same instruction may stand twice in one stage. */
function withKeys(steps: readonly Step[], bytes: ReadonlyMap<string, number | null>): DockerBuildStep[] {
  const seen = new Map<string, number>();
  return steps.map(({ digest, inputs, ...step }) => {
    const name = `${step.stage}|${step.instruction}`;
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return { key: `step-${name}|${times}`, ...step, bytes: bytes.get(digest) ?? null };
  });
}
