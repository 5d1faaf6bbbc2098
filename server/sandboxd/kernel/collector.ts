import { writeSync } from "node:fs";
import { flushCompileCache } from "node:module";
import { createInterface } from "node:readline";
import type { Demand, Report } from "./collector-protocol.ts";
import { createSandboxWatch, type SandboxWatch } from "./sandbox-watch.ts";
import { trimView } from "./trim-view.ts";

/**
 * The collector: the process that reads what students made. It may hang in a system call or be killed at any time and nothing is lost but the
 * reading in progress; sandboxd, where the terminals are, never touches such files itself.
 */
const STDOUT = 1;
const [, , toolsRoot = ""] = process.argv;
const watches = new Map<string, SandboxWatch>();

/**
 * Written at once and in full, so that "busy" is out before the work begins that may never end. The other end may be slow to read a large
 * view, and a socket that somebody made non-blocking then says EAGAIN: it is tried again a millisecond later.
 */
function report(message: Report): void {
  const bytes = Buffer.from(`${JSON.stringify(message)}\n`);
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(STDOUT, bytes, at);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
      Atomics.wait(pause, 0, 0, 1);
    }
  }
}
const pause = new Int32Array(new SharedArrayBuffer(4));

function during(id: string) {
  return <T>(what: "read" | "expect", work: () => T): T => {
    report({ re: "busy", id, what });
    let later = false;
    try {
      const result = work();
      if (result instanceof Promise) {
        later = true;
        return result.finally(() => report({ re: "idle" })) as T;
      }
      return result;
    } finally {
      if (!later) report({ re: "idle" });
    }
  };
}

function watchFor(demand: Extract<Demand, { seq: number }>): SandboxWatch {
  const { sandbox, revision } = demand;
  const known = watches.get(sandbox.id);
  if (known && known.sandbox.initPid === sandbox.initPid && known.sandbox.initStartTime === sandbox.initStartTime) return known;
  known?.close();
  const watch = createSandboxWatch(
    sandbox,
    { revision, toolsRoot },
    {
      onUpdate: (update) => report({ re: "update", id: sandbox.id, update: trimView(update) }),
      onConfirmed: (confirmation) => report({ re: "confirmed", id: sandbox.id, confirmation }),
      onExpect: (outcome) => report({ re: "expect", id: sandbox.id, report: outcome }),
      onTrace: (trace) => report({ re: "trace", id: sandbox.id, trace }),
      onError: (error) => report({ re: "log", message: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
      during: during(sandbox.id),
    },
  );
  watches.set(sandbox.id, watch);
  return watch;
}

async function answer(demand: Demand): Promise<void> {
  if (demand.op === "unwatch") watches.get(demand.id)?.unwatch();
  else if (demand.op === "stop-trace") watches.get(demand.id)?.stopTrace();
  else if (demand.op === "forget") {
    watches.get(demand.id)?.close();
    watches.delete(demand.id);
  } else {
    const watch = watchFor(demand);
    const view = demand.op === "watch" ? watch.watch(demand.scopes) : demand.op === "read" ? watch.read(demand.scopes) : null;
    const outcome = demand.op === "expect" ? await watch.expect(demand.expectations) : null;
    const trace = demand.op === "trace" ? await watch.trace(demand.seconds) : null;
    report({ re: "answer", seq: demand.seq, view: view && trimView(view), report: outcome, trace });
  }
}

const lines = createInterface({ input: process.stdin });
lines.on("line", (line) => {
  const demand = JSON.parse(line) as Demand;
  answer(demand).catch((error: unknown) => {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    if ("seq" in demand) report({ re: "failed", seq: demand.seq, message });
    else report({ re: "log", message });
  });
});
lines.on("close", () => process.exit(0));
// Node writes its compile cache at exit, which comes to us as SIGKILL. Does nothing where there is no cache.
flushCompileCache();
