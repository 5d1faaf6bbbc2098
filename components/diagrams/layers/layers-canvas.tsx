import {
  type KeyboardEvent,
  type RefObject,
  type UIEvent,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { type Arrow, arrowStep, type Stop } from "../frame/arrow-step.ts";
import { Ghosts } from "./ghosts.tsx";
import { GridHead } from "./grid-head.tsx";
import { GridGround, GridNames } from "./grid-view.tsx";
import type { Move, Scene } from "./plan-motion.ts";
import { moveMs, runMoves } from "./run-moves.ts";
import { SlabLabel, slabKey } from "./slab-label.tsx";
import { Curtains, Eye, StackGround } from "./stack-view.tsx";
import type { LayersTexts } from "./texts.ts";
import { Tile } from "./tile.tsx";
import { trayKey, WorkTray } from "./work-tray.tsx";

const ARROWS = new Set(["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"]);

/** The picture of one overlay. React owns every node; moves are started on nodes that are already there. */
export function LayersCanvas(props: {
  scene: Scene;
  moves: Move[];
  selected: string | null;
  label: string;
  t: LayersTexts;
  onOpen: (key: string | null) => void;
  onCopy: (key: string) => void;
  onToggle: (fold: string) => void;
}) {
  const { scene, moves, selected, t, onOpen } = props;
  const { layout, model } = scene;
  const { overlay } = model;
  const svg = useRef<SVGSVGElement>(null);
  const hatch = useId();
  const [stop, setStop] = useState<string | null>(null);
  const [linked, setLinked] = useState<string | null>(null);
  const { ghosts, changed } = useMoves(svg, moves);
  const stops = useMemo(() => toStops(scene), [scene]);
  const reachable = stops.some(({ key }) => key === stop) ? stop : (layout.marks[0]?.key ?? stops[0]?.key);

  useEffect(() => {
    // The panel takes room from below: what it explains must not slip out of sight.
    if (selected !== null) nodeOf(svg.current, selected)?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [selected]);

  const focusKey = (key: string | null) => {
    if (key === null) return;
    setStop(key);
    nodeOf(svg.current, key)?.focus();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const here = keyOf(event.target);
    if (here === null || event.altKey || event.ctrlKey || event.metaKey) return;
    if (ARROWS.has(event.key)) focusKey(arrowStep(stops, here, event.key as Arrow));
    else if (event.key === "Home" || event.key === "End") focusKey(stops.at(event.key === "Home" ? 0 : -1)?.key ?? null);
    else if (event.key === "Enter" || event.key === " ") openAt(here);
    else if (event.key === "c" || event.key === "C") props.onCopy(here);
    else if (event.key === "Escape") onOpen(null);
    else return;
    event.preventDefault();
  };

  const openAt = (key: string) => {
    const slab = layout.slabs.find((candidate) => slabKey(overlay, candidate) === key);
    if (slab?.role === "fold") props.onToggle(slab.id);
    else onOpen(key === selected ? null : key);
  };

  return (
    <svg
      ref={svg}
      className="gd-svg"
      width={layout.width}
      height={layout.height}
      // biome-ignore lint/a11y/noRedundantRoles: browsers do not give an svg this role by themselves
      role="graphics-document document"
      aria-roledescription="diagram"
      aria-label={props.label}
      data-view={layout.view}
      data-overlay={model.key}
      onKeyDown={onKeyDown}
      onClick={(event) => {
        const key = keyOf(event.target);
        if (key !== null) openAt(key);
      }}
      onFocus={(event) => {
        const key = keyOf(event.target);
        if (key !== null) setStop(key);
        setLinked(pathOf(event.target));
      }}
      onBlur={() => setLinked(null)}
      onPointerOver={(event) => setLinked(pathOf(event.target))}
      onPointerLeave={() => setLinked(null)}
    >
      {layout.view === "stack" ? (
        <StackGround scene={scene} linked={linked} hatch={hatch} />
      ) : (
        <GridGround scene={scene} linked={linked} />
      )}
      {/* biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: a g without a tab stop is not interactive */}
      <g role="graphics-object group" aria-label={props.label}>
        {layout.marks.map((box) => (
          <Tile
            key={box.key}
            box={box}
            overlay={overlay}
            t={t}
            selected={selected === box.key}
            reachable={reachable === box.key}
            change={changed.get(box.key)}
            outlined={changed.has(box.key)}
          />
        ))}
      </g>
      {layout.view === "stack" && <Curtains scene={scene} hatch={hatch} />}
      <g className="gd-gutter">
        {layout.gutter > 0 && <rect className="gd-gutter-ground" width={layout.gutter - 4} height={layout.height} />}
        {layout.view === "stack" && layout.gutter > 0 && <Eye text={t.look} />}
        {layout.view === "grid" && <GridNames scene={scene} linked={linked} t={t} onToggle={props.onToggle} />}
        {layout.view === "stack" &&
          layout.slabs.map((slab) => (
            <SlabLabel
              key={slab.id}
              overlay={overlay}
              slab={slab}
              gutter={layout.gutter}
              width={layout.slabs[0]?.w ?? 0}
              reachable={reachable === slabKey(overlay, slab)}
              selected={selected === slabKey(overlay, slab)}
              t={t}
            />
          ))}
        {layout.view === "stack" && layout.tray && (
          <WorkTray
            overlay={overlay}
            box={layout.tray}
            reachable={reachable === trayKey(overlay)}
            selected={selected === trayKey(overlay)}
            t={t}
          />
        )}
      </g>
      {layout.view === "grid" && <GridHead {...props} reachable={reachable ?? null} />}
      <Ghosts moves={ghosts} overlay={overlay} t={t} />
    </svg>
  );
}

/** Puts the scroll offsets where the style sheet finds them: the column of names and the head of the grid stay in sight. */
export function trackScroll(event: UIEvent<HTMLDivElement>): void {
  event.currentTarget.style.setProperty("--gd-sx", `${event.currentTarget.scrollLeft}px`);
  event.currentTarget.style.setProperty("--gd-sy", `${event.currentTarget.scrollTop}px`);
}

const nodeOf = (svg: SVGSVGElement | null, key: string): SVGGElement | undefined =>
  [...(svg?.querySelectorAll<SVGGElement>("[data-key]") ?? [])].find((node) => node.dataset.key === key);
const keyOf = (target: EventTarget): string | null =>
  target instanceof Element ? (target.closest<SVGGElement>("[data-key]")?.dataset.key ?? null) : null;
const pathOf = (target: EventTarget): string | null =>
  target instanceof Element ? (target.closest<SVGGElement>("[data-path]")?.dataset.path ?? null) : null;

/** What the arrow keys walk: every tile, and the slabs' names left of them. */
function toStops({ layout, model }: Scene): Stop[] {
  const stops: Stop[] = layout.marks.map(({ key, col, row }) => ({ key, col, row }));
  const stack = layout.view === "stack";
  layout.slabs.forEach((slab, index) => {
    stops.push({ key: slabKey(model.overlay, slab), ...(stack ? { col: -1, row: index } : { col: index, row: -1 }) });
  });
  if (layout.tray) stops.push({ key: trayKey(model.overlay), ...(stack ? { col: -1, row: 1.5 } : { col: -1, row: -1 }) });
  return stops;
}

/** Runs moves once each; answers with the ghosts to draw and which tile shows which change. */
function useMoves(svg: RefObject<SVGSVGElement | null>, moves: Move[]) {
  const [over, setOver] = useState<Move[] | null>(null);
  useLayoutEffect(() => {
    if (moves.length === 0 || !svg.current) return;
    const stop = runMoves(svg.current, moves);
    const longest = Math.max(0, ...moves.map((move) => (move.type === "outline" ? 0 : moveMs(move))));
    const timer = setTimeout(() => setOver(moves), longest);
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [svg, moves]);
  const changed = useMemo(() => {
    const entries = moves.flatMap((move) =>
      move.type === "outline" ? move.keys.map((key): [string, string] => [key, move.change]) : [],
    );
    return new Map(entries);
  }, [moves]);
  return { ghosts: over === moves ? [] : moves, changed };
}
