import type { Overlay } from "../../../lib/contract/kernel-view.ts";
import type { Move } from "./plan-motion.ts";
import type { LayersTexts } from "./texts.ts";
import { TileFace } from "./tile.tsx";

/** What left, and what is on its way: drawn for as long as its move lasts, out of reach of pointer, keyboard and screen reader. */
export function Ghosts({ moves, overlay, t }: { moves: Move[]; overlay: Overlay; t: LayersTexts }) {
  const drawn = moves.map((move) => {
    if (move.type !== "exit" && move.type !== "travel") return null;
    return (
      <g
        key={move.id}
        className="gd-ghost"
        data-ghost={move.id}
        data-change={move.change}
        transform={`translate(${move.like.x} ${move.like.y})`}
      >
        <TileFace box={move.like} overlay={overlay} t={t} />
      </g>
    );
  });
  // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a g without a tab stop takes no focus
  return <g aria-hidden="true">{drawn}</g>;
}
