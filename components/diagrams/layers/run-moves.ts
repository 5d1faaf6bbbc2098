import type { Box } from "./layout-types.ts";
import { GHOST_MS, type Move, STAGE_MS } from "./plan-motion.ts";

const APPEAR: Keyframe[] = [{ opacity: 0 }, { opacity: 1 }];
const EASE = "cubic-bezier(0.3, 0, 0.2, 1)";

/** How long a move takes in all, in ms. */
export function moveMs(move: Move): number {
  if (move.type === "travel") return STAGE_MS * (move.stops.length - 1);
  return move.type === "exit" ? GHOST_MS : STAGE_MS;
}

/** Starts the moves on the nodes React has just put there; answers with a function that stops them. */
export function runMoves(svg: SVGSVGElement, moves: Move[]): () => void {
  const running: { animation: Animation; node: SVGElement }[] = [];
  const marks = new Map(
    [...svg.querySelectorAll<SVGGElement>(".gd-mark")].map((node) => [
      node.dataset.key,
      node.querySelector<SVGGElement>(".gd-inner"),
    ]),
  );
  const ghosts = new Map([...svg.querySelectorAll<SVGGElement>(".gd-ghost")].map((node) => [node.dataset.ghost, node]));
  for (const move of moves) {
    const start = (node: SVGElement | null | undefined, frames: Keyframe[], options: KeyframeAnimationOptions = {}) => {
      if (!node) return;
      node.dataset.change = move.change;
      running.push({ node, animation: node.animate(frames, { easing: EASE, fill: "both", duration: moveMs(move), ...options }) });
    };
    switch (move.type) {
      case "enter":
        start(marks.get(move.key), APPEAR);
        break;
      case "exit": {
        const at = place(move.like, move.like);
        start(ghosts.get(move.id), [
          { transform: at, opacity: 1 },
          { transform: at, opacity: 0 },
        ]);
        break;
      }
      case "travel":
        start(
          ghosts.get(move.id),
          move.stops.map((stop) => ({ transform: place(stop, move.like), easing: EASE })),
        );
        // The tile itself is there at once for readers and tests; eyes see it when the ghost arrives.
        start(marks.get(move.arrives), [{ opacity: 0 }, { opacity: 0, offset: 0.85 }, { opacity: 1 }], { easing: "linear" });
        break;
      case "drop":
        for (const curtain of svg.querySelectorAll<SVGGElement>(".gd-curtain")) {
          const of = curtain.dataset.curtain ?? "";
          if (of !== move.path && !of.startsWith(`${move.path}/`)) continue;
          start(curtain, [{ clipPath: "inset(0 0 100% 0)" }, { clipPath: "inset(0 0 0 0)" }]);
        }
        break;
      case "mount":
        for (const part of mergedParts(svg)) start(part, APPEAR);
        break;
      case "unmount":
        for (const part of mergedParts(svg)) start(part, [{ opacity: 1 }, { opacity: 0, transform: "translateY(20px)" }]);
        break;
    }
  }
  // What has left stays away until React takes it out; everything else is where it belongs without help.
  const stays = moves.some((move) => move.type === "unmount");
  const end = ({ animation, node }: (typeof running)[number]) => {
    animation.cancel();
    // The outline keeps naming the change on the tile itself; a part of it has nothing more to name.
    if (!node.matches(".gd-ghost")) delete node.dataset.change;
  };
  // A ghost keeps its last place until React takes it out, else it would flash where it came from.
  const settles = running.filter(({ node }) => !stays && !node.matches(".gd-ghost"));
  for (const one of settles) one.animation.onfinish = () => end(one);
  return () => running.forEach(end);
}

/** Everything that exists only while the overlay is mounted: the merged slab, what it shows, and the look through it. */
const mergedParts = (svg: SVGSVGElement): SVGElement[] => [
  ...svg.querySelectorAll<SVGElement>(
    ".gd-slab[data-slab='merged'], .gd-beam, .gd-curtain, .gd-mark[data-fact*='|merged|'] .gd-inner",
  ),
];

/** A transform that puts a ghost drawn at 0,0 in the size of `like` onto a box. */
const place = (box: Box, like: Box): string =>
  `translate(${box.x}px, ${box.y}px) scale(${(box.w / like.w).toFixed(4)}, ${(box.h / like.h).toFixed(4)})`;
