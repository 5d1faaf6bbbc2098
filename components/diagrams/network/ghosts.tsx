import { BarFace } from "./bar.tsx";
import { CableLine } from "./cable.tsx";
import { GateFace } from "./gate.tsx";
import type { NetworkLayout } from "./layout-types.ts";
import { NamespaceFace } from "./namespace-box.tsx";
import { PortFace } from "./port.tsx";
import type { Scene } from "./scene.ts";
import type { NetworkTexts } from "./texts.ts";

/** What has gone, where it was, for 400 ms: out of reach of pointer, keyboard and screen reader. */
export function Ghosts(props: {
  scene: Scene;
  after: NetworkLayout;
  leaving: ReadonlyMap<string, string>;
  hatch: string;
  t: NetworkTexts;
}) {
  const { scene, after, leaving, hatch, t } = props;
  const { model, layout } = scene;
  const ghost = (mark: string, { x, y }: { x: number; y: number }, face: React.ReactNode) => (
    <g key={mark} className="gd-ghost" data-change={leaving.get(mark)} style={{ transform: `translate(${x}px, ${y}px)` }}>
      {face}
    </g>
  );
  const gone = <B extends { mark: string }>(boxes: B[]) => boxes.filter(({ mark }) => leaving.has(mark));
  const cables = layout.cables.filter(({ mark }) => !after.cables.some((now) => now.mark === mark));
  const [change] = leaving.values();
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a g without a tab stop takes no focus
    <g aria-hidden="true">
      {gone(layout.namespaces).map((box) => ghost(box.mark, box, <NamespaceFace {...{ box, hatch, t }} />))}
      {cables.map((box) => (
        <g key={box.mark} className="gd-ghost nw-cable" data-change={change}>
          <CableLine {...{ box, model }} />
        </g>
      ))}
      {gone(layout.bars).map((box) => ghost(box.mark, box, <BarFace {...{ box, model, t }} past={[]} />))}
      {gone(layout.ports).map((box) => ghost(box.mark, box, <PortFace {...{ box, model, t }} pulses={false} />))}
      {gone(layout.gates).map((box) => ghost(box.mark, box, <GateFace {...{ box, t }} />))}
    </g>
  );
}
