import { describe, expect, it } from "vitest";
import { LOCALES } from "../../../lib/contract/ids.ts";
import { describeChange } from "./describe-change.ts";
import { explainMark, explainSlab } from "./explain-mark.ts";
import { overlayByHand } from "./fixtures/overlay-by-hand.ts";
import { hostileNames, threeLowers } from "./fixtures/special-views.ts";
import { toOverlayModel } from "./layers-model.ts";
import { layersTexts } from "./texts.ts";

const t = layersTexts("en");
const model = toOverlayModel(overlayByHand[4]!.overlays[0]!);
const explain = (name: string, layer: number | null) => {
  const path = model.paths.find((one) => one.path === name)!;
  return explainMark(model, path, path.cells.find((mark) => mark.layer === layer) ?? null, t);
};

describe("explainMark", () => {
  it("says what a whiteout is and gives a command that shows the device numbers", () => {
    const { sentence, evidence } = explain("in_both.txt", 0);
    expect(sentence).toContain("character device with number 0,0");
    expect(evidence).toMatchObject({ grade: "observed", command: "stat -c '%F %t,%T %a %s bytes' /root/upper/in_both.txt" });
    expect(evidence.raw).toContain("char-device 0,0");
  });
  it("calls what merged shows inferred from the layers", () => {
    expect(explain("in_lower.txt", null)).toMatchObject({
      sentence: "You see in_lower.txt because upper is the topmost layer that has it.",
      evidence: { grade: "inferred", command: "ls -lad /root/merged/in_lower.txt" },
    });
  });
  it("shows the xattrs of a copy with getfattr", () => {
    expect(explain("in_lower.txt", 0).evidence.command).toBe("getfattr -h -m - -d /root/upper/in_lower.txt");
  });
  it("gives the mountinfo line for a layer", () => {
    const { evidence, sentence } = explainSlab(model.overlay, 1, t);
    expect(evidence.raw).toContain("lowerdir=/root/lower");
    expect(sentence).toContain("leftmost in lowerdir");
  });
  it("never puts a line break into a command or a sentence, whatever the names are", () => {
    for (const view of [hostileNames, threeLowers]) {
      const hostile = toOverlayModel(view.overlays[0]!);
      for (const locale of LOCALES) {
        for (const path of hostile.paths) {
          for (const mark of [null, ...path.cells]) {
            const { sentence, evidence } = explainMark(hostile, path, mark, layersTexts(locale));
            expect(evidence.command).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/);
            expect(sentence).not.toMatch(/[\u0000-\u001f\u202a-\u202e]|undefined/);
          }
        }
      }
    }
  });
});

describe("describeChange", () => {
  it("tells each change as a sentence in both languages", () => {
    for (const locale of LOCALES) {
      for (const view of overlayByHand)
        for (const change of view.changes)
          expect(describeChange(change, view.overlays[0] ?? null, layersTexts(locale))).not.toMatch(/undefined|null/);
    }
    expect(describeChange(overlayByHand[3]!.changes[0]!, overlayByHand[3]!.overlays[0]!, t)).toBe(
      "in_lower.txt was copied up from lower 1 to upper by way of work; the lower copy stays.",
    );
  });
});
