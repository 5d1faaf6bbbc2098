import type { PacketTrace } from "../../../lib/contract/kernel/packet-trace.ts";
import type { KernelConfirmation, KernelScope, KernelUpdate, KernelView } from "../../../lib/contract/kernel-view.ts";
import type { Expectation, ExpectationResult } from "../../../lib/contract/sandboxd-protocol.ts";
import type { SandboxdPeer } from "../../../lib/wire/serve-sandboxd.ts";
import type { Kernel } from "../kernel/open-kernel.ts";

type Log = { warn(data: object, message: string): void };
type ExpectReport = { results: ExpectationResult[]; revision: number; sampledAt: number };

/** Which connections look at which sandboxes: a sandbox is read as long as one of them does. */
export type KernelSubscribers = {
  read(sandbox: string, scopes: KernelScope[]): Promise<KernelView>;
  watch(peer: SandboxdPeer, sandbox: string, scopes: KernelScope[]): Promise<KernelView | null>;
  expect(peer: SandboxdPeer, sandbox: string, expectations: Expectation[]): Promise<ExpectationResult[]>;
  /** Begins to capture packets. @throws SandboxdError "too-many" while that goes on already */
  trace(peer: SandboxdPeer, sandbox: string, seconds: number): Promise<PacketTrace>;
  stopTrace(sandbox: string): void;
  publishUpdate(update: KernelUpdate): void;
  publishConfirmation(sandbox: string, confirmation: KernelConfirmation): void;
  publishTrace(sandbox: string, trace: PacketTrace): void;
  publishReport(sandbox: string, report: ExpectReport): void;
  /** The connection is gone. */
  leave(peer: SandboxdPeer): void;
  /** The sandbox is gone. */
  forget(sandbox: string): void;
};

export function createKernelSubscribers(kernel: () => Kernel, log: Log): KernelSubscribers {
  const watchers = new Map<string, Map<SandboxdPeer, KernelScope[]>>();
  /** The connection that set a sandbox's expectations last. */
  const expecting = new Map<string, SandboxdPeer>();
  /** The connection that began the trace that runs in a sandbox. */
  const tracing = new Map<string, SandboxdPeer>();

  const unwatch = (peer: SandboxdPeer, sandbox: string) => {
    const peers = watchers.get(sandbox);
    if (!peers?.delete(peer) || peers.size > 0) return;
    watchers.delete(sandbox);
    kernel().unwatch(sandbox);
  };

  return {
    read: (sandbox, scopes) => kernel().read(sandbox, scopes),
    async watch(peer, sandbox, scopes) {
      if (scopes.length === 0) {
        unwatch(peer, sandbox);
        return null;
      }
      const peers = watchers.get(sandbox) ?? new Map<SandboxdPeer, KernelScope[]>();
      watchers.set(sandbox, peers.set(peer, scopes));
      try {
        return await kernel().watch(sandbox, [...new Set([...peers.values()].flat())]);
      } catch (error) {
        unwatch(peer, sandbox);
        throw error;
      }
    },
    async expect(peer, sandbox, expectations) {
      expecting.set(sandbox, peer);
      const results = await kernel().expect(sandbox, expectations);
      if (expectations.length === 0 && expecting.get(sandbox) === peer) expecting.delete(sandbox);
      return results;
    },
    async trace(peer, sandbox, seconds) {
      // Before it is asked for: nobody must miss how it ended. While one runs this one is refused.
      const isFirst = !tracing.has(sandbox);
      if (isFirst) tracing.set(sandbox, peer);
      try {
        return await kernel().trace(sandbox, seconds);
      } catch (error) {
        if (isFirst) tracing.delete(sandbox);
        throw error;
      }
    },
    stopTrace: (sandbox) => kernel().stopTrace(sandbox),
    publishTrace(sandbox, trace) {
      const tracer = tracing.get(sandbox);
      if (trace.state === "ended") tracing.delete(sandbox);
      for (const peer of new Set([...(watchers.get(sandbox)?.keys() ?? []), ...(tracer ? [tracer] : [])]))
        peer.emit("packetTrace", { sandbox, trace });
    },
    publishUpdate(update) {
      for (const peer of watchers.get(update.sandbox)?.keys() ?? []) peer.emit("kernelChanged", update);
    },
    publishConfirmation(sandbox, confirmation) {
      for (const peer of watchers.get(sandbox)?.keys() ?? []) peer.emit("kernelConfirmed", { sandbox, ...confirmation });
    },
    publishReport(sandbox, report) {
      expecting.get(sandbox)?.emit("expectChanged", { sandbox, ...report });
    },
    leave(peer) {
      for (const sandbox of [...watchers.keys()]) unwatch(peer, sandbox);
      for (const [sandbox, tracer] of tracing) {
        if (tracer !== peer) continue;
        tracing.delete(sandbox);
        if (!watchers.has(sandbox)) kernel().stopTrace(sandbox);
      }
      for (const [sandbox, owner] of expecting) {
        if (owner !== peer) continue;
        expecting.delete(sandbox);
        kernel()
          .expect(sandbox, [])
          .catch((error: Error) => log.warn({ sandbox, error: error.message }, "expectations could not be dropped"));
      }
    },
    forget(sandbox) {
      // Before anything else: those who wait for a trace hear that it ended.
      kernel().forget(sandbox);
      watchers.delete(sandbox);
      expecting.delete(sandbox);
    },
  };
}
