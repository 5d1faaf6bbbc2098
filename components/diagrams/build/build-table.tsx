import type { DockerBuildStep } from "../../../lib/contract/kernel/docker-build.ts";
import { bytesText } from "../cgroups/amounts.ts";
import { visibleName } from "../frame/shell-quote.ts";
import { type Column, SortableTable } from "../frame/sortable-table.tsx";
import { brokenStep, type OneBuild, stepFact, stepMark } from "./build-model.ts";
import type { BuildTexts } from "./texts.ts";

/** The same facts as a sortable table. */
export function BuildTable({ build, t, showMore }: { build: OneBuild; t: BuildTexts; showMore: (count: number) => string }) {
  return (
    <SortableTable
      caption={`${t.title}: ${build.name}`}
      columns={toColumns(build, t)}
      rows={build.info.steps ?? []}
      rowKey={({ key }) => key}
      rowFact={(step) => ({ "data-key": stepMark(step.key), "data-fact": stepFact(step) })}
      showMore={showMore}
    />
  );
}

function toColumns(build: OneBuild, t: BuildTexts): Column<DockerBuildStep>[] {
  const broken = brokenStep(build.info);
  const line = (step: DockerBuildStep) => (step === broken ? t.broke : step.key === build.brokeBefore ? t.brokeBefore : "");
  return [
    { id: "step", title: t.columns.step, value: ({ name }) => name, cell: ({ name }) => visibleName(name), mono: true },
    { id: "state", title: t.columns.state, value: ({ state }) => t.state[state], cell: ({ state }) => t.state[state] },
    {
      id: "time",
      title: t.columns.time,
      value: ({ ms }) => String(ms ?? ""),
      cell: ({ ms }) => (ms === null ? "" : t.seconds(ms)),
    },
    {
      id: "size",
      title: t.columns.size,
      value: ({ bytes }) => String(bytes ?? ""),
      cell: ({ bytes }) => (bytes === null ? t.noBytes : bytesText(bytes)),
    },
    { id: "line", title: t.columns.line, value: line, cell: line },
  ];
}
