import type { KernelView } from "../../../lib/contract/kernel-view.ts";

/** Sentences kept in the change log. */
export const LOG_LINES = 20;

/** What a diagram is made of: how a view becomes its model, and what it tells of the difference between two. Both are pure. */
export type LiveSpec<Model, Change extends { id: string }> = {
  /** before: the model of the view before, for slots that must not shift; null to begin anew. Null: this part of the kernel was not read. */
  toModel(view: KernelView, before: Model | null): Model | null;
  /** Ids are unique within a revision, so that the log, the live region and every moving mark can name the change they tell of. */
  diff(before: Model, after: Model, revision: number): Change[];
};

export type Logged<Change> = { change: Change; at: number };

export type LiveState<Model, Change> = {
  /** The view that came in last, shown or not. */
  incoming: KernelView | null;
  /** Its model. */
  latest: Model | null;
  shown: KernelView | null;
  model: Model | null;
  paused: boolean;
  /** Changes that came in while paused. */
  waiting: number;
  log: Logged<Change>[];
  /** What changed with the newest picture, and the picture before; null when nothing may move. */
  motion: { revision: number; changes: Change[]; before: Model } | null;
};

export type LiveAction =
  | { type: "view"; view: KernelView | null }
  | { type: "pause" }
  | { type: "tidy" }
  /** The motion of this revision was told: neither a resize nor a new mount of the picture may tell it again. */
  | { type: "settled"; revision: number };

export const emptyLiveState = {
  incoming: null,
  latest: null,
  shown: null,
  model: null,
  paused: false,
  waiting: 0,
  log: [],
  motion: null,
} satisfies LiveState<never, never>;

/** The reducer that every diagram shares: what is on show, Pause, Tidy up, the log and what may move. */
export function createLiveReducer<Model, Change extends { id: string }>(spec: LiveSpec<Model, Change>) {
  type State = LiveState<Model, Change>;
  return (state: State, action: LiveAction): State => {
    switch (action.type) {
      case "view":
        return takeView(spec, state, action.view);
      case "pause":
        if (!state.paused) return { ...state, paused: true, waiting: 0, motion: null };
        // What happened meanwhile is in the log; replaying it as motion would pretend it happens now.
        return { ...state, paused: false, waiting: 0, motion: null, shown: state.incoming, model: state.latest };
      case "tidy": {
        const tidy = (view: KernelView | null) => (view ? spec.toModel(view, null) : null);
        return { ...state, motion: null, model: tidy(state.shown), latest: tidy(state.incoming) };
      }
      case "settled":
        return state.motion?.revision === action.revision ? { ...state, motion: null } : state;
    }
  };
}

function takeView<Model, Change extends { id: string }>(
  spec: LiveSpec<Model, Change>,
  state: LiveState<Model, Change>,
  view: KernelView | null,
): LiveState<Model, Change> {
  if (view === state.incoming) return state;
  if (!view) return { ...emptyLiveState, paused: state.paused };
  // Another sandbox is another story.
  const before = state.incoming?.sandbox === view.sandbox ? state.latest : null;
  const log = state.incoming?.sandbox === view.sandbox ? state.log : [];
  const latest = spec.toModel(view, before);
  // Equal revisions mean equal content: only numbers are newer.
  const sameRevision = before !== null && state.incoming?.revision === view.revision;
  const changes = before && latest && !sameRevision ? spec.diff(before, latest, view.revision) : [];
  const next = {
    ...state,
    incoming: view,
    latest,
    log: changes.length === 0 ? log : [...log, ...changes.map((change) => ({ change, at: view.sampledAt }))].slice(-LOG_LINES),
  };
  if (state.paused && state.shown) return { ...next, waiting: state.waiting + changes.length };
  const motion = sameRevision ? state.motion : before && changes.length > 0 ? { revision: view.revision, changes, before } : null;
  return { ...next, shown: view, model: latest, motion };
}
