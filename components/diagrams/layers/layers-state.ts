import type { KernelChange, KernelView, Overlay } from "../../../lib/contract/kernel-view.ts";
import { nameOverlays } from "../frame/docker-names.ts";
import { type LayoutMemory, rememberLayout } from "./layers-layout.ts";
import { type OverlayModel, toOverlayModel } from "./layers-model.ts";

/** Sentences kept in the change log. */
export const LOG_LINES = 20;

/** overlay: without its paths; null once it is unmounted. */
export type LoggedChange = { change: KernelChange; at: number; sandbox: string; overlay: Overlay | null };

/** What changed with the newest picture; null when nothing may move. */
export type Motion = {
  revision: number;
  changes: KernelChange[];
  before: OverlayModel[];
  memoryBefore: Map<string, LayoutMemory>;
};

export type LayersState = {
  /** The view that came in last, shown or not. */
  incoming: KernelView | null;
  shown: KernelView | null;
  models: OverlayModel[];
  memory: Map<string, LayoutMemory>;
  paused: boolean;
  /** Changes that came in while paused. */
  waiting: number;
  log: LoggedChange[];
  motion: Motion | null;
  /** The overlay that was shown and has just been unmounted: drawn until its merged view has folded away. */
  leaving: { model: OverlayModel; memory: LayoutMemory; change: string } | null;
  /** Mount point to show first. */
  focus: string | null;
  /** Key of the overlay the reader picked; null follows the focus. */
  picked: string | null;
  opened: ReadonlySet<string>;
};

export type LayersAction =
  | { type: "view"; view: KernelView | null }
  | { type: "focus"; focus: string | null }
  | { type: "pause" }
  | { type: "tidy" }
  | { type: "left" }
  | { type: "settled"; motion: Motion }
  | { type: "pick"; overlay: string }
  | { type: "toggle"; fold: string };

export const firstState: LayersState = {
  incoming: null,
  shown: null,
  models: [],
  memory: new Map(),
  paused: false,
  waiting: 0,
  log: [],
  motion: null,
  leaving: null,
  focus: null,
  picked: null,
  opened: new Set(),
};

export function layersReducer(state: LayersState, action: LayersAction): LayersState {
  switch (action.type) {
    case "view":
      return takeView(state, action.view);
    case "pause":
      if (!state.paused) return { ...state, paused: true, waiting: 0, motion: null };
      // What happened meanwhile is in the log; replaying it as motion would pretend it happens now.
      return { ...show({ ...state, paused: false }, state.incoming), motion: null, waiting: 0 };
    case "settled":
      // Told once: neither a resize nor a new mount of the picture may tell it again.
      return state.motion === action.motion ? { ...state, motion: null } : state;
    case "left":
      return state.leaving ? { ...state, leaving: null } : state;
    case "tidy":
      return { ...state, motion: null, memory: memories(new Map(), state.models) };
    case "focus":
      // A new focus is a new step of the lesson: it outranks what was picked before.
      return { ...state, focus: action.focus, picked: null, motion: null };
    case "pick":
      return { ...state, picked: action.overlay, motion: null };
    case "toggle": {
      const opened = new Set(state.opened);
      if (!opened.delete(action.fold)) opened.add(action.fold);
      return { ...state, opened, motion: null };
    }
  }
}

function takeView(state: LayersState, view: KernelView | null): LayersState {
  const before = state.incoming;
  if (view === before) return state;
  const same = before && view && view.sandbox === before.sandbox && view.revision === before.revision;
  if (same) {
    // Nothing has changed in the sandbox; but whoever looked at other parts before has these only now.
    const next = { ...state, incoming: view };
    const isKnown = view.overlays === before.overlays && view.docker === before.docker;
    if (state.paused || isKnown) return { ...next, shown: state.paused ? state.shown : view };
    return show(next, view);
  }
  const changes = before && view && view.sandbox === before.sandbox ? view.changes : [];
  const log = view ? logged(state.log, view, changes) : state.log;
  const next = { ...state, incoming: view, log };
  if (state.paused) return { ...next, waiting: state.waiting + changes.length };
  const shown = show(next, view);
  const motion =
    view && changes.length > 0 ? { revision: view.revision, changes, before: state.models, memoryBefore: state.memory } : null;
  return { ...shown, motion, leaving: view ? leavingOf(state, changes) : null };
}

/** The log with what is new. Another sandbox is another story. */
function logged(log: LoggedChange[], view: KernelView, changes: KernelChange[]): LoggedChange[] {
  const old = log.filter(({ sandbox }) => sandbox === view.sandbox);
  if (changes.length === 0) return old.length === log.length ? log : old;
  const shells = new Map(view.overlays.map((overlay) => [overlay.key, { ...overlay, paths: [] }]));
  const fresh = changes.map((change) => ({
    change,
    at: view.sampledAt,
    sandbox: view.sandbox,
    overlay: shells.get(change.overlay) ?? null,
  }));
  return [...old, ...fresh].slice(-LOG_LINES);
}

function leavingOf(before: LayersState, changes: KernelChange[]): LayersState["leaving"] {
  const model = chooseOverlay(before);
  const memory = model && before.memory.get(model.key);
  const change = changes.find(({ kind, overlay }) => kind === "overlay-unmounted" && overlay === model?.key);
  return model && memory && change ? { model, memory, change: change.id } : null;
}

function show(state: LayersState, view: KernelView | null): LayersState {
  const models = nameOverlays(view?.overlays ?? [], view?.docker).map(toOverlayModel);
  return { ...state, shown: view, models, memory: memories(state.memory, models) };
}

function memories(before: Map<string, LayoutMemory>, models: OverlayModel[]): Map<string, LayoutMemory> {
  return new Map(models.map((model) => [model.key, rememberLayout(before.get(model.key) ?? null, model)]));
}

/** The overlay to show: the reader's pick, else the one at the focus, else the first. A pick that was unmounted no longer counts. */
export function chooseOverlay(state: LayersState): OverlayModel | null {
  return (
    state.models.find((model) => model.key === state.picked) ??
    state.models.find((model) => model.overlay.mountpoint === state.focus) ??
    state.models[0] ??
    null
  );
}
