import { CHIP } from "./namespaces-layout.ts";
import type { NamespaceModel } from "./namespaces-model.ts";

/** Fills behind ink, by the number of the namespace; the number itself and the shape say the same. */
const TONES = ["orange", "sky", "green", "yellow", "purple", "blue", "vermilion"] as const;
/** Corner radius, so that neighbours differ in shape too: round, square, cut, ... */
const SHAPES = [9, 2, 5] as const;

export const toneOf = (number: number): string => TONES[(number - 1) % TONES.length]!;

/** The face of a namespace: a faint dot for the sandbox's own, else its number in its colour. */
export function ChipFace({ namespace }: { namespace: NamespaceModel }) {
  const { info, number } = namespace;
  if (info.initial) return <circle className="ns-dot" cx={CHIP.w / 2} cy={CHIP.h / 2} r={3.5} />;
  return (
    <g className="ns-chip" data-tone={toneOf(number)}>
      <rect width={CHIP.w} height={CHIP.h} rx={SHAPES[(number - 1) % SHAPES.length]} />
      <text x={CHIP.w / 2} y={CHIP.h / 2 + 4} textAnchor="middle">
        {info.type === "cgroup" ? `cg ${number}` : `${info.type} ${number}`}
      </text>
    </g>
  );
}
