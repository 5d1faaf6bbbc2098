import type { LoopbackBox } from "./layout-types.ts";
import { stateOf } from "./link-words.ts";
import type { NetworkTexts } from "./texts.ts";

/** The loopback: a chip in the corner that says whether it is on. */
export function LoopbackFace({ box: { loopback, w, h }, t }: { box: LoopbackBox; t: NetworkTexts }) {
  const state = stateOf(loopback.link);
  return (
    <g className="nw-port" data-tone="none" data-state={state}>
      <rect className="nw-face" width={w} height={h} rx={8} />
      <text className="nw-line" x={w / 2} y={12.5} textAnchor="middle">
        {`lo ${t.states[state]}`}
      </text>
    </g>
  );
}
