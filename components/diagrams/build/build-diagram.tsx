"use client";

import { useMemo, useState } from "react";
import { DiagramFrame } from "../frame/diagram-frame.tsx";
import type { DiagramProps } from "../frame/diagram-props.ts";
import { createLiveReducer } from "../frame/live-model.ts";
import { PickTabs } from "../frame/pick-tabs.tsx";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { copyCommand, useLiveFrame } from "../frame/use-live-frame.ts";
import { BuildCanvas } from "./build-canvas.tsx";
import { type BuildChange, diffBuilds } from "./build-diff.ts";
import { layoutBuild } from "./build-layout.ts";
import { type BuildModel, cachedOf, toBuildModel } from "./build-model.ts";
import { BuildTable } from "./build-table.tsx";
import { explainBuild } from "./explain.ts";
import { buildTexts } from "./texts.ts";
import "../frame/marks.css";
import "./build.css";

const reduce = createLiveReducer<BuildModel, BuildChange>({ toModel: toBuildModel, diff: diffBuilds });
const NO_CHANGES: BuildChange[] = [];
const MOST_TABS = 6;

/** Which steps of a docker build came from the cache, as the engine wrote it down. Props in, callbacks out; it knows no sockets. */
export function BuildDiagram(props: DiagramProps) {
  const { locale } = props;
  const t = buildTexts(locale);
  const { state, table: asTable, selected, select, canvas, size, frame } = useLiveFrame(props, reduce, t.change);
  const [picked, setPicked] = useState<string | null>(null);
  const { model } = state;
  const shown = model?.builds.slice(0, MOST_TABS) ?? [];
  // Nothing picked: always the newest.
  const build = shown.find(({ info }) => info.key === picked) ?? shown[0] ?? null;
  const layout = useMemo(() => model && size && layoutBuild(build, model.building, size.width), [model, build, size]);
  const explanation = useMemo(
    () => (model && selected ? explainBuild(model, build, selected, t) : null),
    [model, build, selected, t],
  );
  const empty = model !== null && build === null && model.building.length === 0;

  return (
    <DiagramFrame
      {...frame}
      title={t.title}
      explanation={explanation}
      tabs={
        <>
          {build && (
            <PickTabs
              tabs={shown.map(({ info, name }) => ({
                key: info.key,
                name: info.startedAt === null ? name : `${name} ${t.time(info.startedAt)}`,
              }))}
              chosen={build.info.key}
              label={t.tabs}
              onPick={(key) => setPicked(key === shown[0]?.info.key ? null : key)}
            />
          )}
          {state.shown && <ProblemNotice view={state.shown} title={t.problems} toText={t.reason} />}
        </>
      }
    >
      <div ref={canvas} className="gd-canvas" hidden={asTable && build !== null}>
        {!model && <p className="gd-empty">{t.waiting}</p>}
        {empty && (
          <p className="gd-empty">
            <b>{t.emptyTitle}</b>
            {t.emptyText}
          </p>
        )}
        {build && build.info.steps === null && <p className="gd-empty">{t.unreadSteps}</p>}
        {model && layout && !empty && (!asTable || !build) && (
          <BuildCanvas
            {...{ layout, selected, t }}
            changes={state.motion?.changes ?? NO_CHANGES}
            onOpen={select}
            onCopy={(key) => copyCommand(explainBuild(model, build, key, t))}
          />
        )}
      </div>
      {build && !asTable && (
        <div className="gd-toggle-row">
          <span>{t.summary({ ...cachedOf(build.info), compared: build.previous?.startedAt ?? null })}</span>
          <span className="gd-hint">{t.subtitle}</span>
        </div>
      )}
      {asTable && build && <BuildTable build={build} t={t} showMore={frame.t.showMore} />}
    </DiagramFrame>
  );
}
