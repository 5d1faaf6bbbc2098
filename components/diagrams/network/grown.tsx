import { useEffect, useState } from "react";
import { useReducedMotion } from "../frame/use-reduced-motion.ts";
import type { NetworkTexts } from "./texts.ts";

/** How long who wants less motion reads what was counted. */
const TOLD_MS = 1_500;

/** Packets were counted since the last look: the port pulses once, or says how many. */
export function Grown(props: { grown: { rx: number; tx: number }; x: number; y: number; width: number; t: NetworkTexts }) {
  const still = useReducedMotion();
  const [over, setOver] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setOver(true), TOLD_MS);
    return () => clearTimeout(timer);
  }, []);
  const { grown, x, y, width, t } = props;
  if (over) return null;
  if (!still) return <circle className="nw-pulse" data-pulse={`${grown.rx}+${grown.tx}`} cx={x} cy={y} r={7} />;
  return (
    <g className="nw-told" data-pulse={`${grown.rx}+${grown.tx}`}>
      <rect className="nw-told-ground" x={2} y={32} width={width - 4} height={13} rx={3} />
      <text x={width / 2} y={42} textAnchor="middle">
        {t.grown(grown.rx, grown.tx)}
      </text>
    </g>
  );
}
