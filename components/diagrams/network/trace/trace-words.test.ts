import { describe, expect, it } from "vitest";
import type { TracedPacket } from "../../../../lib/contract/kernel/packet-trace.ts";
import type { KernelView } from "../../../../lib/contract/kernel-view.ts";
import { hostileNames, onlyLoopback, twentyNamespaces } from "../fixtures/special-views.ts";
import { bridgeStory, natStory, twoNamespaces } from "../fixtures/stories.ts";
import { bridgeTrace, capturingTrace, emptyTrace, frame, goneTrace, hop, natTrace, packet, trace } from "../fixtures/traces.ts";
import { toNetworkModel } from "../network-model.ts";
import { networkTexts } from "../texts.ts";
import { explainPacket } from "./explain-packet.ts";
import { endsText, hopWords, isTranslated, seenAt, type Words } from "./hop-words.ts";
import { paceOf } from "./pace.ts";
import { paceWords } from "./pace-words.ts";
import { packetColumns, packetRows } from "./packet-rows.ts";
import { suggestTraffic } from "./suggest-traffic.ts";
import { traceTexts } from "./texts.ts";
import { traceNotices } from "./trace-notices.ts";
import { heardIn, tracePhase } from "./trace-phase.ts";

const LOCALES = ["en", "zh-CN"] as const;
const wordsIn = (locale: (typeof LOCALES)[number]): Words => ({ t: networkTexts(locale), tt: traceTexts(locale) });
const [en, zh] = LOCALES.map(wordsIn) as [Words, Words];
const modelOf = (view: KernelView) => toNetworkModel(view, null)!;
const bridge = modelOf(bridgeStory.at(-1)!);
const nat = modelOf(natStory.at(-1)!);
const [asked, , request] = bridgeTrace.packets as [TracedPacket, TracedPacket, TracedPacket];
const [snat, dnat, lost] = natTrace.packets as [TracedPacket, TracedPacket, TracedPacket];

describe("a packet's hops in words", () => {
  it("names interface, namespace and bridge, and who does not see what is bridged", () => {
    const told = request.frames.map((_, index) => hopWords(request, index, bridge, en));
    expect(told.map(({ place }) => place)).toEqual([
      "out at eth0 in c1",
      "in at veth-c1 in the sandbox, a port of br0",
      "out at veth-c2 in the sandbox, a port of br0",
      "in at eth0 in c2",
    ]);
    expect(told[2]!.how).toMatch(/^bridged by br0: the IP layer's netfilter does not see it/);
    expect(told.map(({ after }) => after.join(" "))).toEqual([
      "",
      "",
      "",
      "Not observed beyond here. 10.1.0.2 is an address of c2.",
    ]);
  });
  it("tells of a translation with both tuples of the connection, and of the router's step", () => {
    expect(hopWords(snat, 2, nat, en)).toMatchObject({
      how: "forwarded in the sandbox by the IP layer, through netfilter's hooks",
      changed: ["source translated in the sandbox: 192.168.10.2:40112 → 203.0.113.1:40112", "TTL 64 → 63"],
      tuples: [
        "tracked connection, as sent: 192.168.10.2:40112 → 203.0.113.9:80",
        "replies are expected as: 203.0.113.9:80 → 203.0.113.1:40112",
      ],
    });
    expect(hopWords(dnat, 2, nat, en).changed[0]).toBe(
      "destination translated in the sandbox: 203.0.113.1:8088 → 192.168.10.2:80",
    );
  });
  it("says what was not observed, and that no connection explains it", () => {
    const words = hopWords(lost, 2, nat, en);
    expect([words.how, words.tuples]).toEqual([
      "how it came here was not observed",
      ["No tracked connection was read that explains it."],
    ]);
    const lonely = { ...request, hops: [] };
    expect(hopWords(lonely, 1, bridge, en).how).toBe("how it came here was not observed");
  });
  it("counts the copies", () => {
    expect(hopWords(asked, 1, bridge, en).after).toEqual(["copied to 3 interfaces at once"]);
  });
  it("says it in natural Chinese, with air only around Latin names", () => {
    const told = request.frames.map((_, index) => hopWords(request, index, bridge, zh).place);
    expect(told).toEqual([
      "从 c1 里的 eth0 发出",
      "从沙箱里的 veth-c1 进入，br0 的端口",
      "从沙箱里的 veth-c2 发出，br0 的端口",
      "从 c2 里的 eth0 进入",
    ]);
    expect(hopWords(goneTrace.packets[0]!, 3, bridge, zh).place).toBe("从已经消失的命名空间里的 eth0 进入");
  });
  it("leaves no gap in any language, and shows nothing invisible of what a student named", () => {
    const hostile = packet("h", "0x88cc\u202e", "says\u001b[2J", 0, [], [hop(0, 1, "unobserved")]);
    hostile.frames.push(frame("own", "h2", "a\u202e'; rm -rf /"), frame("?", null, "<script>\n"));
    for (const words of [en, zh]) {
      for (const [model, packets] of [
        [bridge, bridgeTrace.packets],
        [nat, natTrace.packets],
        [bridge, goneTrace.packets],
        [modelOf(hostileNames), [hostile]],
      ] as const) {
        for (const one of packets) {
          const said = one.frames.map((_, index) => JSON.stringify(Object.values(hopWords(one, index, model, words))));
          const rows = JSON.stringify(packetRows([one], model, words).map(({ cells }) => cells));
          const { command, raw } = explainPacket(one, 0, model);
          for (const text of [...said, rows, command, raw.replaceAll("\n", "")]) {
            expect(text).not.toMatch(/undefined|\bnull\b|NaN/);
            expect(text).not.toMatch(/[\u0000-\u001f\u007f\u202e]/);
          }
        }
      }
    }
  });
});

describe("a packet in the list", () => {
  it("says between whom it first went, at how many interfaces it was seen and whether it was translated", () => {
    expect([snat, asked].map((one) => [endsText(one), seenAt(one), isTranslated(one)])).toEqual([
      ["192.168.10.2:40112 → 203.0.113.9:80", 4, true],
      ["10.1.0.1 → 10.1.0.2", 7, false],
    ]);
  });
  it("is told by its hardware addresses where it has no others", () => {
    const lldp = packet("l", "0x88cc", "", 0, [["c1", "e0", "eth0", "out"]], []);
    expect(endsText(lldp)).toBe("02:00:00:00:02:02 → 02:00:00:00:02:03");
  });
  it("has evidence with a tcpdump command for the namespace and interface of a frame", () => {
    expect(explainPacket(request, 0, bridge).command).toBe("ip netns exec c1 tcpdump -nne -i eth0 icmp");
    expect(explainPacket(request, 2, bridge).command).toBe("tcpdump -nne -i veth-c2 icmp");
    expect(explainPacket(snat, 0, nat)).toMatchObject({
      source: "packet(7)",
      grade: "observed",
      command: "ip netns exec c1 tcpdump -nne -i eth0 'tcp port 40112 and tcp port 80'",
    });
    expect(explainPacket(snat, 0, nat).raw.split("\n")).toHaveLength(4);
  });
  it("is in the table frame by frame, with every column in both languages", () => {
    for (const words of [en, zh]) {
      const rows = packetRows(natTrace.packets, nat, words);
      expect(rows).toHaveLength(11);
      for (const { id, title } of packetColumns(words)) {
        expect(title).not.toBe(id);
        for (const { cells } of rows) expect(cells[id]).toBeDefined();
      }
    }
  });
});

describe("how a trace stands", () => {
  const { startedAt, endsAt } = capturingTrace;
  it("counts the seconds that are left, waits for the packets, and not for ever", () => {
    expect(tracePhase(capturingTrace, startedAt + 2_100)).toEqual({ kind: "capturing", secondsLeft: 8 });
    expect(tracePhase(capturingTrace, endsAt + 500).kind).toBe("gathering");
    expect(tracePhase(capturingTrace, endsAt + 60_000).kind).toBe("overdue");
    expect([null, emptyTrace, bridgeTrace].map((one) => tracePhase(one, endsAt).kind)).toEqual(["idle", "empty", "ended"]);
  });
  it("says what it does not hold: full, dropped, not listened to", () => {
    expect(traceNotices(goneTrace, bridge, en)).toEqual([
      "It ended early: 1,000 frames are as many as are kept.",
      "37 more frames came faster than they could be read and are not in here.",
      "Not listened to: c2 (it could not be entered (EPERM)).",
    ]);
    expect(heardIn(goneTrace)).toBe(2);
    expect(traceNotices(goneTrace, bridge, zh)[2]).toBe("没能监听 c2：进入失败（EPERM）。");
    expect(traceNotices(bridgeTrace, bridge, en)).toEqual([]);
    expect(traceNotices(trace([], { endedBecause: "failed" }), bridge, en)).toEqual(["It ended early: listening failed."]);
  });
});

describe("a command to try", () => {
  it("pings an address of another namespace that there is a route to", () => {
    expect(suggestTraffic(bridge)).toBe("ping -c 3 10.1.0.1");
    expect(suggestTraffic(modelOf(twoNamespaces[8]!))).toBe("ip netns exec c1 ping -c 3 10.0.0.2");
  });
  it("pings oneself where nothing else can be reached", () => {
    expect(suggestTraffic(modelOf(onlyLoopback))).toBe("ping -c 3 127.0.0.1");
    expect(suggestTraffic(modelOf(twentyNamespaces))).toMatch(/^(ip netns exec \S+ )?ping -c 3 \d/);
  });
});

describe("the pace in words", () => {
  const told = (micros: number[], shownMs: number, words = en) =>
    paceWords(
      paceOf(
        micros.map((one) => ({ hop: null, from: 0, to: 1, path: null, undrawn: null, micros: one })),
        shownMs,
      )!,
      words.tt,
    );
  it("never promises more than was measured", () => {
    expect(told([12], 1_500)).toBe("12 µs shown in 1.5 s: about 130,000 times slower");
    expect(told([3, 8], 1_500)).toBe("3 µs to 8 µs shown in 1.5 s: at least 190,000 times slower");
    expect(told([0], 1_500)).toBe("less than 1 µs shown in 1.5 s: at least 1,500,000 times slower");
    expect(told([3_000_000], 1_500)).toBe("3 s shown in 1.5 s: about 2 times faster than it was");
    expect(told([1_500_000], 1_500)).toBe("1.5 s shown in 1.5 s: about as fast as it was");
    expect(told([12], 1_500, zh)).toBe("实际 12 µs，显示为 1.5 s：约放慢 130,000 倍");
  });
});
