"use client";

import { useEffect, useMemo, useReducer } from "react";
import type { DiagramProps } from "./diagram-props.ts";
import type { BadgeFacts } from "./live-badge.tsx";
import { emptyLiveState, type LiveAction, type LiveState } from "./live-model.ts";

/** What changed is outlined for so long; moves themselves take 350 ms. */
const OUTLINE_MS = 2_000;

/**
 * A diagram's state over the views that come in: its model, log, what is fresh and the badge's facts. reduce: from createLiveReducer, made
 * once per diagram. toText: one sentence for a change.
 */
export function useLiveDiagram<Model, Change extends { id: string }>(
  { view, confirmedAt, connected, now }: DiagramProps,
  reduce: (state: LiveState<Model, Change>, action: LiveAction) => LiveState<Model, Change>,
  toText: (change: Change) => string,
) {
  const [state, dispatch] = useReducer(reduce, emptyLiveState as LiveState<Model, Change>);
  // Adjusting state to a new prop while rendering saves the frame that an effect would cost.
  if (view !== state.incoming) dispatch({ type: "view", view });
  const revision = state.motion?.revision;
  useEffect(() => {
    if (revision === undefined) return;
    const timer = setTimeout(() => dispatch({ type: "settled", revision }), OUTLINE_MS);
    return () => clearTimeout(timer);
  }, [revision]);
  const log = useMemo(
    () => state.log.map(({ change, at }) => ({ id: change.id, change: change.id, at, text: toText(change) })),
    [state.log, toText],
  );
  const fresh = useMemo(() => new Set(state.motion?.changes.map(({ id }) => id)), [state.motion]);
  const badge: BadgeFacts = {
    now,
    confirmedAt: view === null ? null : confirmedAt === undefined ? view.sampledAt : confirmedAt,
    connected,
    paused: state.paused,
    waiting: state.waiting,
  };
  return { state, dispatch, log, fresh, badge };
}
