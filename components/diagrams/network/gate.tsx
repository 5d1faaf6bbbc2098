import type { GateBox } from "./layout-types.ts";
import type { NetworkTexts } from "./texts.ts";

/** From this width on a gate has room for the whole word. */
const WHOLE_WORD_PX = 60;

export const gateName = ({ gate, namespace }: GateBox, t: NetworkTexts): string => {
  const title = t.explain.gateTitle(gate.hook, namespace.name);
  if (gate.role === "unknown") return title;
  const parts = [title, t.gate.rules(gate.rules), gate.role === "nat" ? "NAT" : "", gate.drops ? t.gate.drops : ""];
  return parts.filter(Boolean).join(", ");
};

/** A gate in the edge of a box: rules look at packets here. */
export function GateFace({ box, t }: { box: GateBox; t: NetworkTexts }) {
  const { gate, w, h } = box;
  const whole = w >= WHOLE_WORD_PX;
  const word = (whole ? t.gate.full : t.gate.short)[gate.hook] ?? gate.hook;
  const count = gate.role === "unknown" ? "" : whole ? t.gate.rules(gate.rules) : String(gate.rules);
  return (
    <g className="nw-gate" data-role={gate.role} data-drops={gate.drops || undefined}>
      <rect width={w} height={h} rx={3} />
      <path className="nw-posts" d={`M0.75 2V${h - 2}M${w - 0.75} 2V${h - 2}`} />
      <text x={w / 2} y={gate.role === "unknown" && !whole ? 18 : 12} textAnchor="middle">
        {word}
      </text>
      <text className="nw-count" x={w / 2} y={24} textAnchor="middle">
        {whole && gate.role === "nat" ? `NAT · ${gate.rules}` : count}
        {gate.drops && " ⊘"}
      </text>
    </g>
  );
}
