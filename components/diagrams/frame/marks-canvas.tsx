import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { type Arrow, arrowStep, type Stop } from "./arrow-step.ts";

const ARROWS = new Set(["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"]);

export type MarksView = {
  /** The one mark that Tab reaches; arrows lead to the others. */
  reachable: string | undefined;
  /** What hover or focus points at: marks with the same data-link belong together. */
  linked: string | null;
};

/**
 * The SVG of a diagram whose marks are buttons: roving focus, arrows along the stops, Enter explains, C copies the command, Escape closes.
 * Marks carry data-key, and data-link where hovering one should highlight others.
 */
export function MarksCanvas(props: {
  width: number;
  height: number;
  stops: Stop[];
  /** Where an arrow key leads; left out: to the next stop in that direction (arrowStep). */
  step?: (from: string, arrow: Arrow) => string | null;
  selected: string | null;
  label: string;
  /** Set while the newest change may move. */
  moving: boolean;
  onOpen: (key: string | null) => void;
  onCopy: (key: string) => void;
  children: (view: MarksView) => ReactNode;
}) {
  const { stops, selected, onOpen } = props;
  const svg = useRef<SVGSVGElement>(null);
  const [stop, setStop] = useState<string | null>(null);
  const [linked, setLinked] = useState<string | null>(null);
  const reachable = stops.some(({ key }) => key === stop) ? (stop ?? undefined) : stops[0]?.key;

  useEffect(() => {
    // The panel takes room from below: what it explains must not slip out of sight.
    if (selected !== null) nodeOf(svg.current, selected)?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [selected]);

  const focusKey = (key: string | null | undefined) => {
    if (!key) return;
    setStop(key);
    nodeOf(svg.current, key)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const here = dataOf(event.target, "key");
    if (here === null || event.altKey || event.ctrlKey || event.metaKey) return;
    if (ARROWS.has(event.key))
      focusKey(props.step ? props.step(here, event.key as Arrow) : arrowStep(stops, here, event.key as Arrow));
    else if (event.key === "Home" || event.key === "End") focusKey(stops.at(event.key === "Home" ? 0 : -1)?.key);
    else if (event.key === "Enter" || event.key === " ") onOpen(here === selected ? null : here);
    else if (event.key === "c" || event.key === "C") props.onCopy(here);
    else if (event.key === "Escape") onOpen(null);
    else return;
    event.preventDefault();
  };

  return (
    <svg
      ref={svg}
      className="gd-svg"
      width={props.width}
      height={props.height}
      // biome-ignore lint/a11y/noRedundantRoles: browsers do not give an svg this role by themselves
      role="graphics-document document"
      aria-roledescription="diagram"
      aria-label={props.label}
      data-moving={props.moving || undefined}
      onKeyDown={onKeyDown}
      onClick={(event) => {
        const key = dataOf(event.target, "key");
        if (key !== null) onOpen(key === selected ? null : key);
      }}
      onFocus={(event) => {
        setStop(dataOf(event.target, "key") ?? stop);
        setLinked(dataOf(event.target, "link"));
      }}
      onBlur={() => setLinked(null)}
      onPointerOver={(event) => setLinked(dataOf(event.target, "link"))}
      onPointerLeave={() => setLinked(null)}
    >
      {props.children({ reachable, linked })}
    </svg>
  );
}

/** A button inside the picture. Its place moves smoothly while the newest change is shown. */
export function Mark(props: {
  mark: string;
  fact: string;
  name: string;
  x: number;
  y: number;
  w: number;
  h: number;
  view: MarksView;
  selected: string | null;
  /** Id of the change that is being shown on this mark. */
  change?: string | undefined;
  link?: string | undefined;
  className?: string;
  children: ReactNode;
}) {
  const { mark, name, w, h, view, change } = props;
  return (
    // biome-ignore lint/a11y/useSemanticElements: SVG has no button element
    <g
      className={`gd-place ${props.className ?? ""}`}
      role="button"
      tabIndex={view.reachable === mark ? 0 : -1}
      aria-label={name}
      aria-pressed={props.selected === mark}
      data-key={mark}
      data-fact={props.fact}
      data-link={props.link}
      data-linked={(props.link !== undefined && view.linked === props.link) || undefined}
      data-change={change}
      data-outlined={change !== undefined || undefined}
      style={{ transform: `translate(${props.x}px, ${props.y}px)` }}
    >
      <title>{name}</title>
      <rect className="gd-focus" x={-3} y={-3} width={w + 6} height={h + 6} rx={6} />
      {props.children}
    </g>
  );
}

const closest = (target: EventTarget, name: "key" | "link"): Element | null =>
  target instanceof Element ? target.closest(`[data-${name}]`) : null;
const dataOf = (target: EventTarget, name: "key" | "link"): string | null =>
  closest(target, name)?.getAttribute(`data-${name}`) ?? null;

function nodeOf(svg: SVGSVGElement | null, key: string): SVGGElement | undefined {
  return [...(svg?.querySelectorAll<SVGGElement>("[data-key]") ?? [])].find((node) => node.dataset.key === key);
}

/** Closes an explanation and gives the focus back to the mark it belonged to. */
export function focusMark(canvas: HTMLElement | null, key: string | null): void {
  const nodes = canvas?.querySelectorAll<SVGGElement>("[data-key]") ?? [];
  [...nodes].find((node) => node.dataset.key === key)?.focus();
}
