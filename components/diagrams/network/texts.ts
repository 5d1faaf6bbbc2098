import type { Locale } from "../../../lib/contract/ids.ts";
import type { Reason } from "../../../lib/contract/reason.ts";
import type { PortState } from "./link-words.ts";
import type { Told } from "./network-diff.ts";
import type { Reach } from "./reach.ts";
import { texts as en } from "./texts-en.ts";
import { texts as zh } from "./texts-zh.ts";

export const TABS = ["interfaces", "links", "routes", "rules", "neighbours", "fdb", "connections", "namespaces"] as const;
export type Tab = (typeof TABS)[number];

/** Every sentence and label of the Network diagram in one language. Names in them are escaped by the caller. */
export type NetworkTexts = {
  title: string;
  subtitle: string;
  waiting: string;
  own: string;
  outside: string;
  uplink: string;
  processes: (count: number) => string;
  vacant: string;
  vacantHint: string;
  bare: string;
  unread: (why: string) => string;
  states: Record<PortState, string>;
  noAddress: string;
  more: (count: number) => string;
  portOf: (holder: string) => string;
  defaultRoute: string;
  onParent: (parent: string) => string;
  holder: (names: string[]) => string;
  noHolder: string;
  learned: (count: number) => string;
  stacked: (count: number) => string;
  grown: (rx: number, tx: number) => string;
  gate: { short: Record<string, string>; full: Record<string, string>; rules: (count: number) => string; drops: string };
  foldedLoopbacks: (count: number) => string;
  stackedNote: (count: number) => string;
  omitted: (count: number) => string;
  rowsOmitted: (
    lists: { list: "links" | "routes" | "neighbours" | "fdb" | "connections"; count: number }[],
    where: string,
  ) => string;
  linkLocalHidden: string;
  legend: { up: string; down: string; noCarrier: string; plumbing: string; nat: string; filter: string };
  reach: (reach: Reach) => string;
  change: (change: Told) => string;
  reason: (reason: Reason) => string;
  problems: (count: number) => string;
  explain: {
    namespaceTitle: (name: string) => string;
    namespace: (initial: boolean, processes: number) => string;
    hidden: string;
    unread: (why: string) => string;
    stack: (names: string[], more: number) => string;
    outside: string;
    linkTitle: (name: string, where: string) => string;
    kinds: Record<string, string>;
    otherKind: (kind: string) => string;
    plumbing: string;
    state: (state: PortState) => string;
    peer: (name: string, where: string) => string;
    peerOutside: string;
    peerUnknown: string;
    plugged: (holder: string) => string;
    parent: (name: string) => string;
    vxlan: (vni: number, remote: string | null) => string;
    vlan: (tag: number) => string;
    mode: (mode: string) => string;
    heldBy: (names: string[]) => string;
    learned: (macs: string[]) => string;
    linkLocal: string;
    defaultRoute: (via: string) => string;
    counted: (rx: string, tx: string) => string;
    cableTitle: (a: string, b: string) => string;
    cable: (a: string, whereA: string, b: string, whereB: string) => string;
    cableOut: (a: string) => string;
    child: (child: string, parent: string, where: string) => string;
    gateTitle: (hook: string, where: string) => string;
    hooks: Record<string, string>;
    natCounts: string;
    dropPolicy: string;
    grouped: (rules: number, packets: number) => string;
    rulesUnread: (why: string) => string;
    connections: string;
  };
  tabs: Record<Tab, string>;
  columns: Record<string, string>;
  yes: string;
  no: string;
};

export const networkTexts = (locale: Locale): NetworkTexts => (locale === "zh-CN" ? zh : en);
