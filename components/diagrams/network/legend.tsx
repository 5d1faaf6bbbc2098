import type { NetworkLayout } from "./layout-types.ts";
import { stateOf } from "./link-words.ts";
import type { NetworkModel } from "./network-model.ts";
import type { NetworkTexts } from "./texts.ts";

/** One line that reads the picture out, and the signs that occur in it. */
export function Legend({ model, layout, t }: { model: NetworkModel; layout: NetworkLayout; t: NetworkTexts }) {
  const states = new Set([...model.links.values()].map(({ link }) => stateOf(link)));
  const roles = new Set(layout.gates.map(({ gate }) => gate.role));
  const folded = model.foldsLoopbacks
    ? model.namespaces.filter(({ links }) => links.some(({ side }) => side === "lo")).length
    : 0;
  const signs: [boolean, string, string][] = [
    [states.has("down"), "down", t.legend.down],
    [states.has("no-carrier"), "no-carrier", t.legend.noCarrier],
    [roles.has("nat"), "nat", t.legend.nat],
    [roles.has("filter"), "filter", t.legend.filter],
  ];
  return (
    <p className="gd-legend nw-legend">
      <span>{t.subtitle}</span>
      {signs.map(
        ([there, sign, words]) =>
          there && (
            <span key={sign}>
              <i aria-hidden="true" data-sign={sign} /> {words}
            </span>
          ),
      )}
      {model.stacks.size > 0 && <span>{t.stackedNote(model.stacks.size)}</span>}
      {folded > 0 && <span>{t.foldedLoopbacks(folded)}</span>}
    </p>
  );
}
