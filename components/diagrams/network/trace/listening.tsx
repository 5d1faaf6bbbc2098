import type { PacketTrace } from "../../../../lib/contract/kernel/packet-trace.ts";
import type { NetworkLayout } from "../layout-types.ts";

/** Which boxes are listened in: a dashed outline and an ear at the corner; a struck one where it could not be. */
export function Listening({ trace, layout }: { trace: PacketTrace; layout: NetworkLayout }) {
  const heard = new Map(trace.namespaces.map(({ key, unread }) => [key, unread === null]));
  return (
    <svg aria-hidden="true" width={layout.width} height={layout.height}>
      {layout.namespaces.flatMap(({ mark, namespace, x, y, w, h }) => {
        const hears = heard.get(namespace.key);
        if (hears === undefined) return [];
        const corner = { x: x + w - 16, y: namespace.info.initial ? y : y + h };
        return (
          <g key={mark} className="nt-ear" data-listening={hears ? namespace.key : undefined} data-deaf={!hears || undefined}>
            <rect x={x - 2} y={y - 2} width={w + 4} height={h + 4} rx={10} />
            <g transform={`translate(${corner.x} ${corner.y})`}>
              <circle r={9} />
              <path d={hears ? "M-4 0h.01M-1 -3a4 4 0 0 1 0 6M2 -5.5a7.5 7.5 0 0 1 0 11" : "M-4 -4L4 4M-4 4L4 -4"} />
            </g>
          </g>
        );
      })}
    </svg>
  );
}
