import { describe, expect, it } from "vitest";
import type { Overlay } from "../../../lib/contract/kernel-view.ts";
import type { Reason } from "../../../lib/contract/reason.ts";
import { overlay } from "./fixtures/build-overlay.ts";
import { scanReasons } from "./scan-reasons.ts";
import { layersTexts } from "./texts.ts";

const gone: Reason = { code: "path-gone", values: {}, text: "there is nothing at this path any more" };
const cap: Reason = { code: "entry-cap", values: { cap: 20_000 }, text: "reading stopped at 20,000 entries" };
const partial: Overlay = overlay("/srv/merged", ["lower"], [], {
  scan: { state: "partial", reason: "English", entries: 20_000, reasons: [cap] },
});
partial.layers = partial.layers.map((layer) => (layer.role === "lower" ? { ...layer, unreadableReason: gone } : layer));
const [en, zh] = [layersTexts("en"), layersTexts("zh-CN")];

describe("scanReasons", () => {
  it("says in the reader's language which layer is missing and why reading stopped", () => {
    expect(scanReasons(partial, en)).toEqual([
      "/srv/lower: there is nothing at this path any more",
      "reading stopped at 20,000 entries",
    ]);
    expect(scanReasons(partial, zh)).toEqual(["/srv/lower: 这个路径下已经没有东西了", "读到 20,000 项后停止"]);
  });
  it("says a reason that this page does not know in English, rather than nothing", () => {
    for (const code of ["from-the-future", "constructor"]) expect(zh.reason({ ...cap, code })).toBe(cap.text);
  });
  it("takes the sentence of a server that gives no codes", () => {
    expect(scanReasons({ ...partial, scan: { state: "partial", reason: "English", entries: 1 } }, zh)).toEqual(["English"]);
  });
});
