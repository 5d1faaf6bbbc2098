import type { MarksView } from "../frame/marks-canvas.tsx";
import { cableFact } from "./facts.ts";
import type { CableBox } from "./layout-types.ts";
import { stateOf } from "./link-words.ts";
import type { NetworkModel } from "./network-model.ts";

/** A cable between two plugs: a button that explains itself. It is as alive as its weaker end. */
export function CableMark(props: {
  box: CableBox;
  model: NetworkModel;
  name: string;
  view: MarksView;
  selected: string | null;
  change: string | undefined;
  className: string;
}) {
  const { box, view, name, change } = props;
  const { mark, cable, path } = box;
  return (
    // biome-ignore lint/a11y/useSemanticElements: SVG has no button element
    <g
      className={`nw-cable ${props.className}`}
      role="button"
      tabIndex={view.reachable === mark ? 0 : -1}
      aria-label={name}
      aria-pressed={props.selected === mark}
      data-key={mark}
      data-fact={cableFact(cable)}
      data-link={mark}
      data-linked={view.linked === mark || undefined}
      data-change={change}
      data-outlined={change !== undefined || undefined}
    >
      <title>{name}</title>
      <path className="gd-focus nw-grip" d={path} />
      <CableLine box={box} model={props.model} />
    </g>
  );
}

export function CableLine({ box: { cable, path }, model }: { box: CableBox; model: NetworkModel }) {
  const states = [cable.a, cable.b].flatMap((key) => {
    const link = key === null ? undefined : model.links.get(key)?.link;
    return link ? [stateOf(link)] : [];
  });
  const state = states.includes("down") ? "down" : states.includes("no-carrier") ? "no-carrier" : "up";
  return <path className="nw-line-of-cable" data-kind={cable.kind} data-state={state} d={path} />;
}
