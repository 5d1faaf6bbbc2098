import type { Stop } from "../frame/arrow-step.ts";
import type { Gate } from "./gates.ts";
import type { LinkModel, NamespaceModel } from "./network-model.ts";
import type { Cable } from "./to-cables.ts";

export type Point = { x: number; y: number };
export type Box = Point & { w: number; h: number };

export type NamespaceBox = Box & {
  mark: string;
  namespace: NamespaceModel;
  /** Namespaces that look like this one and are drawn as this one; itself left out. */
  stacked: NamespaceModel[];
  /** Where its name stands: baseline. */
  title: Point & { w: number };
  /** What it reaches, as lines under the name. */
  lines: string[];
};
/** edge: the side of its box that its cable leaves by. plug: where exactly. */
export type PortBox = Box & { mark: string; port: LinkModel; edge: "top" | "bottom"; plug: Point };
export type BarBox = Box & { mark: string; bar: LinkModel };
/** What an interface carries that others are built on. */
export type RailBox = Box & { key: string; parent: LinkModel };
/** Inside a box: a port in its bridge's slot, or an interface on what it is built on. from lies on the child, to on the bar or rail. */
export type StemBox = {
  key: string;
  kind: "slot" | "tab";
  child: string;
  holder: string;
  from: Point;
  to: Point;
  /** Bars and rails on its way that it does not belong to. */
  passes: Box[];
};
export type CableBox = { mark: string; cable: Cable; from: Point; to: Point; path: string };
export type LoopbackBox = Box & { mark: string; loopback: LinkModel };
export type GateBox = Box & { mark: string; namespace: NamespaceModel; gate: Gate };

export type NetworkLayout = {
  width: number;
  height: number;
  outside: Box | null;
  /** Where the first column would stand, while there is none. */
  vacant: Box | null;
  namespaces: NamespaceBox[];
  ports: PortBox[];
  bars: BarBox[];
  rails: RailBox[];
  stems: StemBox[];
  cables: CableBox[];
  loopbacks: LoopbackBox[];
  gates: GateBox[];
  stops: Stop[];
};
