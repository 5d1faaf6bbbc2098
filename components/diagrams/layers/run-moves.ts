import type { Box } from "./layout-types.ts";
import { GHOST_MS, type Move, STAGE_MS } from "./plan-motion.ts";

const EASE = "cubic-bezier(0.3, 0, 0.2, 1)";

/** How long a move takes in all, in ms. */
export function moveMs(move: Move): number {
  if (move.type === "travel") return STAGE_MS * (move.stops.length - 1);
  return move.type === "exit" ? GHOST_MS : STAGE_MS;
}

/** Starts the moves on the nodes React has just put there; answers with a function that stops them. */
export function runMoves(svg: SVGSVGElement, moves: Move[]): () => void {
  const running: Animation[] = [];
  const start = (element: Element | null | undefined, frames: Keyframe[], options: KeyframeAnimationOptions) => {
    if (element) running.push(element.animate(frames, { easing: EASE, fill: "both", ...options }));
  };
  const marks = new Map(
    [...svg.querySelectorAll<SVGGElement>(".gd-mark")].map((node) => [node.dataset.key, node.querySelector(".gd-inner")]),
  );
  const ghosts = new Map([...svg.querySelectorAll<SVGGElement>(".gd-ghost")].map((node) => [node.dataset.ghost, node]));
  for (const move of moves) {
    if (move.type === "enter") {
      start(marks.get(move.key), [{ opacity: 0 }, { opacity: 1 }], { duration: STAGE_MS });
    } else if (move.type === "exit") {
      const at = place(move.like, move.like);
      start(
        ghosts.get(move.id),
        [
          { transform: at, opacity: 1 },
          { transform: at, opacity: 0 },
        ],
        { duration: GHOST_MS },
      );
    } else if (move.type === "travel") {
      const frames = move.stops.map((stop) => ({ transform: place(stop, move.like), easing: EASE }));
      start(ghosts.get(move.id), frames, { duration: moveMs(move) });
      // The tile itself is there at once for readers and tests; eyes see it when the ghost arrives.
      start(marks.get(move.arrives), [{ opacity: 0 }, { opacity: 0, offset: 0.85 }, { opacity: 1 }], {
        duration: moveMs(move),
        easing: "linear",
      });
    } else if (move.type === "drop") {
      const curtains = svg.querySelectorAll<SVGGElement>(".gd-curtain");
      for (const curtain of curtains) {
        const of = curtain.dataset.curtain ?? "";
        if (of !== move.path && !of.startsWith(`${move.path}/`)) continue;
        curtain.dataset.change = move.change;
        start(curtain, [{ clipPath: "inset(0 0 100% 0)" }, { clipPath: "inset(0 0 0 0)" }], { duration: STAGE_MS });
      }
    } else if (move.type === "mount") {
      for (const part of mergedParts(svg)) start(part, [{ opacity: 0 }, { opacity: 1 }], { duration: STAGE_MS });
    } else if (move.type === "unmount") {
      const away = [{ opacity: 1 }, { opacity: 0, transform: "translateY(20px)" }];
      for (const part of mergedParts(svg)) start(part, away, { duration: STAGE_MS });
    }
  }
  // What has left stays away until React takes it out; everything else is where it belongs without help.
  if (!moves.some((move) => move.type === "unmount"))
    for (const animation of running) animation.onfinish = () => animation.cancel();
  return () => {
    for (const animation of running) animation.cancel();
  };
}

/** Everything that exists only while the overlay is mounted: the merged slab, what it shows, and the look through it. */
const mergedParts = (svg: SVGSVGElement): Element[] => [
  ...svg.querySelectorAll(".gd-slab[data-slab='merged'], .gd-beam, .gd-curtain, .gd-mark[data-fact*='|merged|'] .gd-inner"),
];

/** A transform that puts a ghost drawn at 0,0 in the size of `like` onto a box. */
const place = (box: Box, like: Box): string =>
  `translate(${box.x}px, ${box.y}px) scale(${(box.w / like.w).toFixed(4)}, ${(box.h / like.h).toFixed(4)})`;
