import type { Link } from "../../../lib/contract/kernel/network.ts";
import { stateOf } from "./link-words.ts";

/** The end of a cable at a port, pointing out of the box: whole, hollow while switched off, broken without a carrier, "?" where it leads nobody knows. */
export function Plug(props: { link: Link; plugged: boolean; edge: "top" | "bottom"; x: number; y: number }) {
  const { link, edge, x, y } = props;
  if (!props.plugged) return null;
  const out = edge === "bottom" ? 1 : -1;
  const state = stateOf(link);
  const unknown = link.peer?.where === "unknown";
  return (
    <g className="nw-plug" data-state={state} transform={`translate(${x} ${y}) scale(1 ${out})`}>
      {state === "no-carrier" ? (
        <path className="nw-prong" d="M-6 -1H6V2L2 4.5L0 1.5L-2 5L-6 2.5Z M-4 7L-1.5 4.8L0 7.5L2.5 5L4 7.2" />
      ) : (
        <path className="nw-prong" d="M-6 -1H6V3.5L3.5 6.5H-3.5L-6 3.5Z" />
      )}
      {unknown && (
        <text x={10} y={out === 1 ? 9 : -1} transform={`scale(1 ${out})`}>
          ?
        </text>
      )}
    </g>
  );
}
