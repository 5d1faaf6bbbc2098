import type { DockerBuild, DockerBuildRun, DockerBuildStep } from "../../../lib/contract/kernel/docker-build.ts";
import type { KernelView } from "../../../lib/contract/kernel-view.ts";
import { visibleName } from "../frame/shell-quote.ts";

export type OneBuild = {
  info: DockerBuild;
  /** What a tab says: the image's first name, else the Dockerfile's. */
  name: string;
  /** The build of the same Dockerfile before this one, null where none is known. */
  previous: DockerBuild | null;
  /** Key of the step at which the cache broke in the build before; null: nowhere, or at one that is not there any more. */
  brokeBefore: string | null;
};
export type BuildModel = { builds: OneBuild[]; building: DockerBuildRun[]; omitted: number };

/** The picture's data from a view; null where the engine's files were not read. */
export function toBuildModel(view: KernelView): BuildModel | null {
  const part = view.docker;
  if (!part) return null;
  const builds = part.builds.map((info, at): OneBuild => {
    const previous = part.builds.slice(at + 1).find((older) => isOfSameFile(older, info)) ?? null;
    const broke = brokenStep(previous)?.key;
    return {
      info,
      name: visibleName(info.names[0] ?? info.file),
      previous,
      brokeBefore: info.steps?.find(({ key }) => key === broke)?.key ?? null,
    };
  });
  return { builds, building: part.building, omitted: part.omitted.builds };
}

/** The engine does not write down which directory a build was of: the same file name, target and an instruction in common have to do. */
function isOfSameFile(one: DockerBuild, other: DockerBuild): boolean {
  if (one.file !== other.file || one.target !== other.target) return false;
  const keys = new Set(ownSteps(one).map(({ key }) => key));
  return ownSteps(other).some(({ key }) => keys.has(key));
}

const ownSteps = ({ steps }: DockerBuild): DockerBuildStep[] => (steps ?? []).filter(({ state }) => state !== "base");

export const brokenStep = (build: DockerBuild | null): DockerBuildStep | null =>
  build?.broke === null || !build?.steps ? null : (build.steps[build.broke] ?? null);

/** How many steps a build took from the cache, of how many. */
export function cachedOf(build: DockerBuild): { cached: number; all: number } {
  const own = ownSteps(build);
  return { cached: own.filter(({ state }) => state === "cached").length, all: own.length };
}

export const stepMark = (key: string): string => `build|${key}`;
export const runMark = (key: string): string => `run|${key}`;
export const stepFact = ({ name, state }: DockerBuildStep): string => `${name} ${state}`;
