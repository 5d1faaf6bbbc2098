import type { Point } from "../layout-types.ts";
import type { LinkModel } from "../network-model.ts";
import type { Scene } from "../scene.ts";

/** Where a dot stands at an interface: the plug of a port, the right end of a bar, the middle of a loopback's chip. */
export type Spot = Point & {
  /** Key of the interface that is drawn there: itself, or the one that stands for it in a stack of namespaces that look the same. */
  drawn: string;
  /** Key of the namespace whose box it is in. */
  box: string;
  /** Which way is out of the box: 1 down, -1 up. */
  out: 1 | -1;
};

/** From the right end of a bar; its own stems leave by the same place. */
const FROM_END = 14;

/** Where each interface is drawn; one that is not in the picture (a folded loopback) is not in here either. */
export function placeLinks({ model, layout }: Scene): ReadonlyMap<string, Spot> {
  const spots = new Map<string, Spot>();
  const put = ({ key, namespace }: LinkModel, x: number, y: number, out: Spot["out"] = -1) =>
    spots.set(key, { x, y, drawn: key, box: namespace, out });
  for (const { port, plug, edge } of layout.ports) put(port, plug.x, plug.y, edge === "bottom" ? 1 : -1);
  for (const { bar, x, y, w, h } of layout.bars) put(bar, x + w - FROM_END, y + h / 2);
  for (const { loopback, x, y, w, h } of layout.loopbacks) put(loopback, x + w / 2, y + h / 2);
  for (const link of model.links.values()) {
    const stack = model.stacks.get(link.namespace);
    if (stack === undefined) continue;
    const stands = model.namespaces.find(({ key }) => key === stack);
    const twin = stands?.links.find(({ side, slot }) => side === link.side && slot === link.slot);
    const spot = twin && spots.get(twin.key);
    if (spot) spots.set(link.key, spot);
  }
  return spots;
}
