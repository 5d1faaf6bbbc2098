import { describe, expect, it } from "vitest";
import { explainNetworkMark, reachSentence } from "./explain.ts";
import { hostileNames, manyKinds, manyRules, movedUplink, twentyNamespaces, unreadNamespace } from "./fixtures/special-views.ts";
import { bridgeStory, natStory, twoNamespaces } from "./fixtures/stories.ts";
import { layoutNetwork } from "./network-layout.ts";
import { toNetworkModel } from "./network-model.ts";
import { tableRows } from "./table-rows.ts";
import { networkTexts } from "./texts.ts";

const en = networkTexts("en");
const views = [
  ...twoNamespaces,
  ...bridgeStory,
  ...natStory,
  hostileNames,
  manyKinds,
  manyRules,
  movedUplink,
  twentyNamespaces,
  unreadNamespace,
];
const explain = (view: (typeof views)[number], mark: string) => explainNetworkMark(toNetworkModel(view, null)!, mark, en)!;

describe("an explanation", () => {
  it("exists for every mark of every picture, in both languages, with a command that is one line", () => {
    for (const locale of ["en", "zh-CN"] as const) {
      const t = networkTexts(locale);
      for (const view of views) {
        const model = toNetworkModel(view, null)!;
        const { stops } = layoutNetwork(model, 700, (one) => reachSentence(one, t));
        for (const { key } of stops) {
          const said = explainNetworkMark(model, key, t);
          expect(said, key).not.toBeNull();
          expect(said!.evidence.command).not.toMatch(/[\u0000-\u001f\u007f\u202e]/);
          expect(`${said!.title} ${said!.sentence}`).not.toMatch(/undefined|\bnull\b|NaN|[\u202e\u001b]/);
        }
      }
    }
  });
  it("shows the same fact in the namespace where it is", () => {
    expect(explain(bridgeStory[5]!, "link|e0").evidence.command).toBe("ip -n c1 -d addr show dev eth0");
    expect(explain(bridgeStory[5]!, "link|p0").evidence.command).toBe("ip -d addr show dev veth-c1");
    expect(explain(natStory[4]!, "gate|own|postrouting").evidence.command).toBe("iptables-save -c");
  });
  it("quotes what a student named", () => {
    expect(explain(hostileNames, "link|h2").evidence.command).toBe(`ip -d addr show dev 'a'\\''; rm -rf /'`);
    expect(explain(hostileNames, "link|i").evidence.command).toContain("ip -n '</text><script>alert(1)</script>' -d addr");
  });
  it("says of NAT that it counts connections, and lists its rules", () => {
    const said = explain(natStory[4]!, "gate|own|postrouting");
    expect(said.sentence).toContain("count connections");
    expect(said.evidence.raw).toContain("-j MASQUERADE   [1:84]");
  });
  it("lists chains, not rules, where there are more than thirty, and the chains they jump to", () => {
    expect(explain(manyRules, "gate|own|input").evidence.raw).toBe("ip filter INPUT (policy drop): 57 rules, 2970 packets");
    expect(explain(manyRules, "gate|own|output").evidence.raw).toContain("ip filter LOGGING");
  });
  it("knows nothing of a namespace that was not read, and says why", () => {
    expect(explain(unreadNamespace, "netns|c1").evidence).toMatchObject({
      grade: "unknown",
      raw: "it could not be entered (EPERM)",
    });
  });
  it("calls what follows from two ends inferred", () => {
    expect(explain(twoNamespaces[7]!, "cable|veth|a|b").evidence.grade).toBe("inferred");
  });
});

describe("what a namespace reaches", () => {
  const sentence = (at: number, key: string) => {
    const model = toNetworkModel(bridgeStory[at]!, null)!;
    return reachSentence(model.namespaces.find((one) => one.key === key)!, en);
  };
  it("is one sentence from its routes", () => {
    expect(sentence(5, "c1")).toBe("Reaches 10.1.0.0/24 over eth0 and everything else via 10.1.0.254.");
    expect(sentence(5, "own")).toBe("Reaches 10.1.0.0/24 over br0 and 10.213.0.0/30 over eth0. Passes packets on (ip_forward).");
  });
});

describe("the table", () => {
  it("carries the facts of the picture", () => {
    for (const view of views) {
      const model = toNetworkModel(view, null)!;
      const rows = (["interfaces", "links", "namespaces"] as const).flatMap((tab) => tableRows(model, tab, en));
      const marks = new Set(rows.map(({ mark }) => mark));
      for (const key of [...model.links.keys()].map((link) => `link|${link}`)) expect(marks.has(key)).toBe(true);
      for (const { key } of model.cables) expect(marks.has(key)).toBe(true);
      for (const { key } of model.namespaces) expect(marks.has(`netns|${key}`)).toBe(true);
    }
  });
  it("has a row for every rule, with what it counted", () => {
    const rows = tableRows(toNetworkModel(natStory[4]!, null)!, "rules", en);
    expect(rows.map(({ cells }) => [cells.hook, cells.count])).toEqual([
      ["prerouting", 1],
      ["forward", 211],
      ["forward", 7],
      ["postrouting", 1],
    ]);
  });
});
