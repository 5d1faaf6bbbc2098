import type { Evidence, LayerCell, Overlay } from "../../../lib/contract/kernel-view.ts";
import type { NamedOverlay } from "../frame/docker-names.ts";
import type { Explanation } from "../frame/explanation-panel.tsx";
import { shellQuote, visibleName } from "../frame/shell-quote.ts";
import type { CellMark, OverlayModel, PathModel } from "./layers-model.ts";
import { type LayersTexts, layerName } from "./texts.ts";

/** Why a mark looks as it does, with the raw value and a command that shows the same fact. */
export function explainMark(model: OverlayModel, path: PathModel, mark: CellMark | null, t: LayersTexts): Explanation {
  return mark ? explainCell(model.overlay, path, mark, t) : explainMerged(model.overlay, path, t);
}

function explainMerged(overlay: Overlay, path: PathModel, t: LayersTexts): Explanation {
  const { explain } = t;
  const shown = visibleName(path.path);
  const first = path.cells[0];
  const from = path.visibleFrom === null ? "" : layerName(overlay, path.visibleFrom, t);
  const parts = path.cells.filter((mark) => mark.role === "seen" || mark.role === "part");
  const sentence =
    path.state === "hidden"
      ? explain.mergedHidden(shown)
      : path.visibleFrom === null
        ? explain.mergedDeleted(shown, first ? layerName(overlay, first.layer, t) : t.upper)
        : path.state === "opaque"
          ? explain.mergedOpaque(shown, from)
          : path.kind === "directory" && parts.length > 1
            ? explain.mergedParts(shown, explain.list(parts.map((mark) => layerName(overlay, mark.layer, t))))
            : explain.mergedSeen(shown, from);
  const raw = path.cells.map((mark) => `${layerName(overlay, mark.layer, t)}: ${rawCell(mark.cell)}`).join("\n");
  return {
    key: path.merged.key,
    title: explain.title(shown, t.merged),
    sentence,
    evidence: {
      source: "lstat(2), listxattr(2)",
      command: `ls -lad ${shellQuote(`${overlay.mountpoint}/${path.path}`)}`,
      raw,
      grade: "inferred",
    },
  };
}

function explainCell(overlay: Overlay, path: PathModel, mark: CellMark, t: LayersTexts): Explanation {
  const layer = overlay.layers[mark.layer];
  const name = layerName(overlay, mark.layer, t);
  const shown = visibleName(path.path);
  const file = shellQuote(`${layer?.foundAt ?? layer?.path ?? ""}/${mark.cell.realPath ?? path.path}`);
  const marked = mark.cell.opaque || mark.cell.metacopy || mark.cell.redirect !== null || mark.cell.origin;
  if (mark.cell.unread !== undefined) {
    const evidence: Evidence = {
      source: "lstat(2)",
      command: `ls -lad ${file}`,
      raw: visibleName(mark.cell.unreadReason ? t.reason(mark.cell.unreadReason) : mark.cell.unread),
      grade: "unknown",
    };
    return { key: mark.key, title: t.explain.title(shown, name), sentence: t.explain.unread(shown), evidence };
  }
  // %t,%T are the device numbers, the proof of a whiteout; getfattr needs -m - to show names outside user.
  const command = marked ? `getfattr -h -m - -d ${file}` : `stat -c '%F %t,%T %a %s bytes' ${file}`;
  return {
    key: mark.key,
    title: t.explain.title(shown, name),
    sentence: cellSentence(overlay, path, mark, t),
    evidence: { source: marked ? "lstat(2), listxattr(2)" : "lstat(2)", command, raw: rawCell(mark.cell), grade: "observed" },
  };
}

function cellSentence(overlay: Overlay, path: PathModel, { cell, role, layer }: CellMark, t: LayersTexts): string {
  const { explain } = t;
  const shown = visibleName(path.path);
  const name = layerName(overlay, layer, t);
  if (role === "whiteout") return explain.whiteout(shown);
  if (role === "under") return explain.under(shown, name);
  if (cell.opaque) return explain.opaque(shown);
  if (cell.redirect !== null) return explain.redirect(shown, visibleName(cell.redirect));
  if (cell.metacopy) return explain.metacopy(shown);
  if (role === "part") return cell.kind === "directory" ? explain.part(shown, name) : explain.data(shown, name);
  if (path.state === "copied-up") return explain.copiedUp(shown);
  if (path.state === "created") return explain.created(shown);
  if (path.state === "replaced") return explain.replaced(shown);
  return explain.seen(shown, name);
}

/** The fields of the reading, as stat would print them. */
function rawCell(cell: LayerCell): string {
  const kind = cell.kind === "whiteout" ? "char-device 0,0" : cell.kind;
  const parts = [kind, cell.mode, `uid ${cell.uid}`, `gid ${cell.gid}`, `${cell.size} B`];
  if (cell.target !== null) parts.push(`-> ${visibleName(cell.target)}`);
  if (cell.xattrs.length > 0) parts.push(cell.xattrs.map(visibleName).join(" "));
  if (cell.redirect !== null) parts.push(`redirect=${visibleName(cell.redirect)}`);
  return parts.join("  ");
}

/** Why a slab is there: the mountinfo line that names it. */
export function explainSlab(overlay: NamedOverlay, slab: "merged" | "work" | number, t: LayersTexts): Explanation {
  const { explain } = t;
  const evidence: Evidence = overlay.evidence;
  const key = `${overlay.key}|slab|${slab}`;
  if (slab === "merged") {
    const place = visibleName(overlay.mountpoint);
    const others = (overlay.alsoMountedAt ?? []).map((other) => `= ${visibleName(other.mountpoint)}`);
    const raw = [evidence.raw, ...others].join("\n");
    return {
      key,
      title: [t.merged, overlay.container, place].filter(Boolean).join(" · "),
      sentence: explain.slabMerged(place),
      evidence: { ...evidence, raw },
    };
  }
  if (slab === "work") {
    const place = visibleName(overlay.work ?? "");
    const command = overlay.work ? `ls -la ${shellQuote(`${overlay.work}/work`)}` : evidence.command;
    const kept = overlay.workEntries.some((name) => name.startsWith("#"));
    const sentence = kept ? `${explain.work(place)} ${explain.workKept}` : explain.work(place);
    const raw = overlay.workEntries.map(visibleName).join("  ") || t.workEmpty;
    const read: Evidence = { source: "readdir(3)", command, raw, grade: "observed" };
    return { key, title: `${t.work} · ${place}`, sentence, evidence: read };
  }
  const layer = overlay.layers[slab];
  const place = visibleName(layer?.path ?? "");
  const title = [layerName(overlay, slab, t), layer?.content, place].filter(Boolean).join(" · ");
  if (layer && !layer.readable) {
    const why = visibleName(layer.unreadableReason ? t.reason(layer.unreadableReason) : (layer.unreadableBecause ?? "?"));
    return { key, title, sentence: explain.slabUnreadable(why), evidence: { ...evidence, raw: why, grade: "unknown" } };
  }
  const number = slab + (overlay.hasUpper ? 0 : 1);
  const sentence = layer?.role === "upper" ? explain.slabUpper(place) : explain.slabLower(place, number);
  return { key, title, sentence, evidence };
}
