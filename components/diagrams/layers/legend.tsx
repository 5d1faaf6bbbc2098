import type { OverlayModel } from "./layers-model.ts";
import type { LayersTexts } from "./texts.ts";

/** One line that reads the picture out, and the signs that occur in it. */
export function Legend({ model, plumbing, t }: { model: OverlayModel; plumbing: number; t: LayersTexts }) {
  const signs: [boolean, string, string][] = [
    [model.paths.some((path) => path.state === "copied-up"), "↑", t.legend.copiedUp],
    [model.paths.some((path) => path.cells.some((mark) => mark.role === "whiteout")), "✕", t.legend.whiteout],
    [model.paths.some((path) => path.state === "opaque"), "▒", t.legend.opaque],
    [model.paths.some((path) => path.cells.some((mark) => mark.role === "under")), "◌", t.legend.under],
  ];
  return (
    <p className="gd-legend">
      <span>{t.subtitle}</span>
      {signs.map(
        ([there, sign, words]) =>
          there && (
            <span key={sign}>
              <b aria-hidden="true">{sign}</b> {words}
            </span>
          ),
      )}
      {plumbing > 0 && <span>{t.plumbing(plumbing)}</span>}
    </p>
  );
}
