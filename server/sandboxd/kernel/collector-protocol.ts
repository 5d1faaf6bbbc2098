import type { PacketTrace } from "../../../lib/contract/kernel/packet-trace.ts";
import type { KernelConfirmation, KernelScope, KernelUpdate, KernelView } from "../../../lib/contract/kernel-view.ts";
import type { Expectation, ExpectationResult } from "../../../lib/contract/sandboxd-protocol.ts";
import type { ObservedSandbox } from "./observed-sandbox.ts";

/**
 * What sandboxd and its collector process say to each other: one JSON text a line, over the child's standard input and output. Both ends are
 * ours; text from a sandbox travels only inside JSON strings.
 */
export type Demand =
  /** Read now; revision: the last one that was published of this sandbox, so that numbers go on after a restart. */
  | { op: "read"; seq: number; sandbox: ObservedSandbox; revision: number; scopes: KernelScope[] }
  /** Read now, and go on publishing changes. */
  | { op: "watch"; seq: number; sandbox: ObservedSandbox; revision: number; scopes: KernelScope[] }
  | { op: "expect"; seq: number; sandbox: ObservedSandbox; revision: number; expectations: Expectation[] }
  /** Capture packets for so many seconds from now on. */
  | { op: "trace"; seq: number; sandbox: ObservedSandbox; revision: number; seconds: number }
  | { op: "stop-trace"; id: string }
  | { op: "unwatch"; id: string }
  | { op: "forget"; id: string };

export type ExpectReport = { results: ExpectationResult[]; revision: number; sampledAt: number };

export type Report =
  | { re: "update"; id: string; update: KernelUpdate }
  | { re: "confirmed"; id: string; confirmation: KernelConfirmation }
  | { re: "expect"; id: string; report: ExpectReport }
  | { re: "trace"; id: string; trace: PacketTrace }
  | { re: "answer"; seq: number; view: KernelView | null; report: ExpectReport | null; trace: PacketTrace | null }
  | { re: "failed"; seq: number; message: string }
  /** Work for this sandbox begins; without the matching idle in time, the process hangs because of it. */
  | { re: "busy"; id: string; what: "read" | "expect" }
  | { re: "idle" }
  | { re: "log"; message: string };
