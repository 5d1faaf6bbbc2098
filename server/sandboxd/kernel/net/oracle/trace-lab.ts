import { readdirSync } from "node:fs";
import type { NetworkPart } from "../../../../../lib/contract/kernel/network.ts";
import { PacketTrace, type TracedPacket } from "../../../../../lib/contract/kernel/packet-trace.ts";
import { until } from "../../../sandboxes/test-support.ts";
import { type Kernel, openKernel } from "../../open-kernel.ts";
import { type NetLab, openNetLab } from "./net-lab.ts";

export type TraceLab = AsyncDisposable & {
  lab: NetLab;
  kernel: Kernel;
  /** Everything that was said of traces since the last one began. */
  told: PacketTrace[];
  logged: string[];
  begin(seconds?: number): Promise<PacketTrace>;
  /** How the trace that runs ends. */
  ended(timeoutMs?: number): Promise<PacketTrace>;
  /** What was captured while a script ran. */
  traced(script: string): Promise<PacketTrace>;
  read(): Promise<NetworkPart>;
  /** Open descriptors of the collector. */
  descriptors(): number;
};

/** A sandbox whose packets are traced by a real collector process. */
export async function openTraceLab(): Promise<TraceLab> {
  const lab = await openNetLab();
  const logged: string[] = [];
  const kernel = openKernel({
    toolsRoot: lab.toolsRoot,
    sandboxOf: (id) => (id === lab.sandbox.id ? lab.sandbox : undefined),
    onUpdate: () => undefined,
    onConfirmed: () => undefined,
    onExpect: () => undefined,
    onTrace: (_, trace) => mine.told.push(trace),
    log: (message) => logged.push(message),
  });
  const mine: TraceLab = {
    ...{ lab, kernel, told: [], logged },
    async begin(seconds = 20) {
      mine.told = [];
      return kernel.trace(lab.sandbox.id, seconds);
    },
    async ended(timeoutMs) {
      const trace = await until("the trace ends", () => mine.told.find(({ state }) => state === "ended"), timeoutMs);
      return PacketTrace.parse(trace);
    },
    async traced(script) {
      await mine.begin();
      await lab.run(script);
      kernel.stopTrace(lab.sandbox.id);
      return mine.ended();
    },
    read: async () => (await kernel.read(lab.sandbox.id, ["network"])).network!,
    descriptors: () => readdirSync(`/proc/${kernel.collectorPid()}/fd`).length,
    async [Symbol.asyncDispose]() {
      kernel.close();
      await lab[Symbol.asyncDispose]();
    },
  };
  return mine;
}

/** The way of a packet: where it was seen, in order, and how it got there. names: what a namespace is called, by its key. */
export function wayOf({ frames, hops }: TracedPacket, names: ReadonlyMap<string, string>): string[] {
  return frames.map(({ namespace, name, direction }, index) => {
    const place = `${names.get(namespace) ?? "?"}/${name} ${direction}`;
    const hop = hops.find(({ to }) => to === index);
    return hop ? `${hop.kind} from ${hop.from}: ${place}` : place;
  });
}

/** Names of a view's namespaces; the sandbox's own is "box". */
export const namesOf = (part: NetworkPart): Map<string, string> =>
  new Map(part.namespaces.map(({ key, initial, names }) => [key, initial ? "box" : (names[0] ?? key)]));
