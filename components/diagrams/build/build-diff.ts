import { type BuildModel, brokenStep, cachedOf, runMark, stepMark } from "./build-model.ts";

/** One difference that the picture tells. mark: key of the mark that shows it. */
export type BuildChange = { id: string; mark: string } & (
  | { kind: "built"; name: string; cached: number; all: number; broke: string | null; before: string | null }
  | { kind: "failed"; name: string; error: string; broke: string | null }
  | { kind: "runs"; command: string }
  | { kind: "gone"; count: number }
);

export function diffBuilds(before: BuildModel, after: BuildModel, revision: number): BuildChange[] {
  const known = new Set(before.builds.map(({ info }) => info.key));
  const runs = new Set(before.building.map(({ key }) => key));
  const still = new Set(after.builds.map(({ info }) => info.key));
  const changes: BuildChange[] = after.building
    .filter(({ key }) => !runs.has(key))
    .map(({ key, command }) => ({ id: `${revision}:${key}`, mark: runMark(key), kind: "runs", command }));
  // Newest first in the model, oldest first in the log.
  for (const { info, name, previous } of after.builds.filter((one) => !known.has(one.info.key)).reverse()) {
    const broken = brokenStep(info);
    const said = {
      id: `${revision}:${info.key}`,
      mark: broken ? stepMark(broken.key) : "",
      name,
      broke: broken?.instruction ?? null,
    };
    if (info.error !== null) changes.push({ ...said, kind: "failed", error: info.error });
    else changes.push({ ...said, kind: "built", ...cachedOf(info), before: brokenStep(previous)?.instruction ?? null });
  }
  // Where there are many, the oldest make room for new ones.
  const gone = before.builds.filter(({ info }) => !still.has(info.key)).length;
  if (gone > 0 && after.builds.length + after.omitted < before.builds.length + before.omitted)
    changes.push({ id: `${revision}:gone`, mark: "", kind: "gone", count: gone });
  return changes;
}
