import type { NetworkPart } from "../../../lib/contract/kernel/network.ts";
import type { PacketTrace } from "../../../lib/contract/kernel/packet-trace.ts";
import type { SandboxdClient } from "../../../lib/wire/connect-sandboxd.ts";
import { describeTrace } from "./describe-trace.ts";
import type { ClientEvents } from "./with-client.ts";

/** Captures packets for so many seconds, or until Ctrl-C, and prints what was captured. */
export async function tracePackets(
  client: SandboxdClient,
  events: ClientEvents,
  sandbox: string,
  seconds: number,
): Promise<void> {
  const ended = new Promise<PacketTrace>((resolve, reject) => {
    events.on("trace", ({ sandbox: id, trace }) => id === sandbox && trace.state === "ended" && resolve(trace));
    events.on("lost", () => reject(new Error("The connection to sandboxd was lost.")));
  });
  // Before and after: a namespace that is deleted meanwhile had a name too.
  const readNames = async () => toNames((await client.call("readKernel", { sandbox, scopes: ["network"] })).network);
  const before = await readNames();
  await client.call("tracePackets", { sandbox, seconds });
  console.error(`capturing for ${seconds} s; Ctrl-C ends it`);
  const stop = () => void client.call("stopTrace", { sandbox }).catch((error: Error) => console.error(error.message));
  process.once("SIGINT", stop);
  try {
    const trace = await ended;
    const after = trace.endedBecause === "sandbox" ? [] : await readNames();
    console.log(describeTrace(trace, new Map([...before, ...after])));
  } finally {
    process.off("SIGINT", stop);
  }
}

const toNames = (part: NetworkPart | undefined): Map<string, string> =>
  new Map(part?.namespaces.map(({ key, initial, names }) => [key, initial ? "sandbox" : (names[0] ?? key)]));
