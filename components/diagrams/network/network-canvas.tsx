import { useId } from "react";
import { Mark, MarksCanvas, type MarksView } from "../frame/marks-canvas.tsx";
import { visibleName } from "../frame/shell-quote.ts";
import { BarFace, RailFace, Socket, Stem } from "./bar.tsx";
import { CableMark } from "./cable.tsx";
import { gateFact, linkFact, namespaceFact } from "./facts.ts";
import { GateFace, gateName } from "./gate.tsx";
import { Ghosts } from "./ghosts.tsx";
import type { Box, NetworkLayout, StemBox } from "./layout-types.ts";
import { LoopbackFace } from "./loopback.tsx";
import { NamespaceFace } from "./namespace-box.tsx";
import { type NetworkModel, OUTSIDE_MARK } from "./network-model.ts";
import type { Motion } from "./plan-motion.ts";
import { PortFace } from "./port.tsx";
import { portName } from "./port-words.ts";
import type { Scene } from "./scene.ts";
import type { NetworkTexts } from "./texts.ts";
import { topologyStep } from "./topology-step.ts";

/** The picture: boxes, what is in them, and cables between them. React owns every node. */
export function NetworkCanvas(props: {
  scene: Scene;
  before: Scene | null;
  motion: Motion;
  pulses: boolean;
  selected: string | null;
  t: NetworkTexts;
  onOpen: (key: string | null) => void;
  onCopy: (key: string) => void;
}) {
  const { scene, before, motion, pulses, selected, t } = props;
  const { model, layout } = scene;
  const hatch = useId();
  const { moving, entering, leaving } = motion;
  return (
    <MarksCanvas
      width={layout.width}
      height={layout.height}
      stops={layout.stops}
      step={(from, arrow) => topologyStep(layout, from, arrow)}
      selected={selected}
      label={`${t.title}. ${t.subtitle}`}
      moving={moving.size + entering.size + leaving.size > 0}
      onOpen={props.onOpen}
      onCopy={props.onCopy}
    >
      {(view) => {
        const own = (mark: string) => ({
          mark,
          view,
          selected,
          change: motion.outlined.get(mark),
          className: classOf(motion, mark),
        });
        return (
          <>
            <defs>
              <pattern id={hatch} width={8} height={8} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                <rect className="nw-hatch" width={2} height={8} />
              </pattern>
            </defs>
            {/* biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: a g without a tab stop is not interactive */}
            <g
              className="nw-scene"
              role="graphics-object group"
              aria-label={t.title}
              data-exit={leaving.size > 0 || undefined}
              data-walk={moving.size > 0 || undefined}
            >
              <Outside {...{ layout, view, selected, t }} />
              {layout.vacant && <Vacant layout={layout} t={t} />}
              {layout.namespaces.map((box) => (
                <Mark
                  key={box.mark}
                  {...own(box.mark)}
                  {...boxOf(box)}
                  fact={namespaceFact(box.namespace)}
                  name={t.explain.namespaceTitle(box.namespace.name)}
                >
                  <NamespaceFace {...{ box, hatch, t }} />
                </Mark>
              ))}
              {layout.stems.map((stem) => (
                <Stem key={stem.key} stem={stem} change={motion.outlined.get(`link|${stem.child}`)} />
              ))}
              {layout.rails.map((rail) => (
                <RailFace key={rail.key} rail={rail} past={pastOf(layout, rail)} t={t} />
              ))}
              {layout.bars.map((box) => (
                <Mark
                  key={box.mark}
                  {...own(box.mark)}
                  {...boxOf(box)}
                  fact={linkFact(box.bar)}
                  name={portName(model, box.bar, t)}
                >
                  <BarFace {...{ box, model, t }} past={pastOf(layout, box)} />
                </Mark>
              ))}
              {layout.stems.map((stem) => (
                <Socket key={stem.key} stem={stem} />
              ))}
              {layout.cables.map((box) => (
                <CableMark
                  key={box.mark}
                  {...{ box, model, view, selected }}
                  name={cableName(model, box.cable, t)}
                  change={motion.outlined.get(`link|${box.cable.a}`) ?? motion.outlined.get(`link|${box.cable.b}`)}
                  className={cableClass(motion, before, box)}
                />
              ))}
              {layout.ports.map((box) => (
                <Mark
                  key={box.mark}
                  {...own(box.mark)}
                  {...boxOf(box)}
                  fact={linkFact(box.port)}
                  name={portName(model, box.port, t)}
                  link={cableOf(layout, box.port.key)}
                >
                  <PortFace {...{ box, model, pulses, t }} />
                </Mark>
              ))}
              {layout.gates.map((box) => (
                <Mark key={box.mark} {...own(box.mark)} {...boxOf(box)} fact={gateFact(box.gate)} name={gateName(box, t)}>
                  <GateFace {...{ box, t }} />
                </Mark>
              ))}
              {layout.loopbacks.map((box) => (
                <Mark
                  key={box.mark}
                  {...own(box.mark)}
                  {...boxOf(box)}
                  fact={linkFact(box.loopback)}
                  name={portName(model, box.loopback, t)}
                >
                  <LoopbackFace {...{ box, t }} />
                </Mark>
              ))}
              {before && leaving.size > 0 && <Ghosts {...{ scene: before, after: layout, leaving, hatch, t }} />}
            </g>
          </>
        );
      }}
    </MarksCanvas>
  );
}

const pastOf = ({ stems }: NetworkLayout, box: Box): StemBox[] => stems.filter(({ passes }) => passes.includes(box));
const boxOf = ({ x, y, w, h }: { x: number; y: number; w: number; h: number }) => ({ x, y, w, h });
const classOf = ({ moving, entering }: Motion, mark: string): string =>
  moving.has(mark) ? "nw-walks" : entering.has(mark) ? "nw-enters" : "nw-stays";
const cableOf = ({ cables }: NetworkLayout, link: string): string | undefined =>
  cables.find(({ cable: { a, b } }) => a === link || b === link)?.mark;

function cableClass(motion: Motion, before: Scene | null, { mark, cable: { a, b } }: NetworkLayout["cables"][number]): string {
  const walks = [a, b].some((key) => motion.moving.has(`link|${key}`));
  if (walks) return "nw-walks";
  const isNew = before !== null && motion.entering.size > 0 && !before.layout.cables.some((old) => old.mark === mark);
  return isNew ? "nw-enters" : "nw-stays";
}

function cableName(model: NetworkModel, { a, b }: { a: string; b: string | null }, t: NetworkTexts): string {
  const end = (key: string | null) => {
    const link = key === null ? undefined : model.links.get(key);
    const where = model.namespaces.find((one) => one.key === link?.namespace)?.name ?? "?";
    return link ? t.explain.linkTitle(visibleName(link.link.name), where) : t.outside;
  };
  return t.explain.cableTitle(end(a), end(b));
}

function Outside({
  layout,
  view,
  selected,
  t,
}: {
  layout: NetworkLayout;
  view: MarksView;
  selected: string | null;
  t: NetworkTexts;
}) {
  if (!layout.outside) return null;
  const sockets = layout.cables.filter(({ cable }) => cable.b === null);
  return (
    <Mark mark={OUTSIDE_MARK} fact="outside" name={t.outside} {...boxOf(layout.outside)} {...{ view, selected }}>
      <g className="nw-outside">
        <rect width={layout.outside.w} height={layout.outside.h} rx={6} />
        <text x={10} y={15}>
          {t.outside} · {t.uplink}
        </text>
        {sockets.map(({ mark, to }) => (
          <rect
            key={mark}
            className="nw-socket"
            x={to.x - layout.outside!.x - 6}
            y={layout.outside!.h - 4}
            width={12}
            height={4}
          />
        ))}
      </g>
    </Mark>
  );
}

/** Where the first further namespace would stand. */
function Vacant({ layout: { vacant }, t }: { layout: NetworkLayout; t: NetworkTexts }) {
  if (!vacant) return null;
  return (
    <g className="nw-vacant" transform={`translate(${vacant.x} ${vacant.y})`}>
      <rect width={vacant.w} height={vacant.h} rx={8} />
      <text x={vacant.w / 2} y={26} textAnchor="middle">
        {t.vacant}
      </text>
      <text className="nw-hint" x={vacant.w / 2} y={46} textAnchor="middle">
        {t.vacantHint}
      </text>
    </g>
  );
}
