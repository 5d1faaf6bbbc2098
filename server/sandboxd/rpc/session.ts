import type { HostFacts } from "../../../lib/contract/sandbox.ts";
import { SandboxdError } from "../../../lib/wire/sandboxd-error.ts";
import type { SandboxdPeer, SandboxdSession } from "../../../lib/wire/serve-sandboxd.ts";
import type { Scripts } from "../checks/scripts.ts";
import type { Files } from "../files/files.ts";
import type { LimitWatch } from "../limits/limit-watch.ts";
import type { Relay } from "../relay/relay.ts";
import type { RunningSandbox } from "../runtime/running-sandbox.ts";
import type { Sandboxes } from "../sandboxes/sandboxes-contract.ts";
import type { Terminal, Viewer } from "../terminals/terminal.ts";
import type { Terminals } from "../terminals/terminals.ts";
import { createCommandCalls } from "./command-calls.ts";
import { createFileCalls } from "./file-calls.ts";
import type { KernelSubscribers } from "./kernel-subscribers.ts";
import { createRelayCalls } from "./relay-calls.ts";

/** The rooms that a connection can reach. */
export type Rooms = {
  sandboxes: Sandboxes;
  terminals: Terminals;
  scripts: Scripts;
  files: Files;
  kernel: KernelSubscribers;
  relay: Relay;
  limits: LimitWatch;
  describeHost(): Promise<HostFacts>;
  /** A private directory of ours for pid files. */
  runDirectory: string;
};

/** What one connection may ask for, room by room. Whatever it held is released when it goes. */
export function openSession(rooms: Rooms, peer: SandboxdPeer): SandboxdSession {
  const { sandboxes, terminals, scripts, kernel } = rooms;
  const viewer: Viewer = { output: (terminal, offset, data) => peer.emit("terminalOutput", { terminal, offset, data }) };
  const attached = new Set<Terminal>();

  const runningOf = (id: string): RunningSandbox => {
    const running = sandboxes.get(id);
    if (!running) throw new SandboxdError("not-found", "This sandbox has ended.");
    return running;
  };
  const commands = createCommandCalls(runningOf, rooms.runDirectory);
  const relay = createRelayCalls(rooms.relay, runningOf, (id) => sandboxes.touch(id));
  return {
    calls: {
      describeHost: () => rooms.describeHost(),
      listSandboxes: () => sandboxes.list(),
      createSandbox: (wish) => sandboxes.create(wish),
      wantImages: ({ lists }) => {
        sandboxes.wantImages(lists);
        return null;
      },
      destroySandbox: async ({ sandbox }) => {
        await sandboxes.destroy(sandbox);
        return null;
      },
      extendSandbox: ({ sandbox, seconds }) => sandboxes.extend(sandbox, seconds),
      listTerminals: ({ sandbox }) => terminals.list(sandbox),
      openTerminal: ({ sandbox, ...wish }) => {
        sandboxes.touch(sandbox);
        return terminals.open(runningOf(sandbox), wish);
      },
      attachTerminal: async ({ terminal, have }) => {
        const found = terminals.get(terminal);
        const replay = await found.attach(viewer, have);
        attached.add(found);
        return replay;
      },
      closeTerminal: async ({ terminal }) => {
        await terminals.close(terminal);
        return null;
      },
      runScript: ({ sandbox, ...script }) => scripts.run(runningOf(sandbox), script),
      putFiles: async ({ sandbox, files }) => {
        await scripts.put(runningOf(sandbox), files);
        return null;
      },
      readKernel: ({ sandbox, scopes }) => kernel.read(runningOf(sandbox).id, scopes),
      watchKernel: ({ sandbox, scopes }) => kernel.watch(peer, scopes.length > 0 ? runningOf(sandbox).id : sandbox, scopes),
      tracePackets: ({ sandbox, seconds }) => kernel.trace(peer, runningOf(sandbox).id, seconds),
      stopTrace: ({ sandbox }) => {
        kernel.stopTrace(sandbox);
        return null;
      },
      watchLimits: ({ sandbox, on }) => (on ? rooms.limits.watch(peer, runningOf(sandbox)) : rooms.limits.unwatch(peer, sandbox)),
      watchExpect: ({ sandbox, expectations }) => kernel.expect(peer, runningOf(sandbox).id, expectations),
      ...createFileCalls(rooms.files, (id) => {
        sandboxes.touch(id);
        return runningOf(id);
      }),
      ...commands.calls,
      ...relay.calls,
    },
    signals: {
      writeTerminal: ({ terminal, data }) => {
        const found = terminals.get(terminal);
        sandboxes.touch(found.sandbox);
        if (!found.write(Buffer.from(data.buffer, data.byteOffset, data.byteLength)))
          throw new SandboxdError("too-many", `${terminal} has left 1 MiB of input unread; the rest was dropped.`);
      },
      resizeTerminal: ({ terminal, cols, rows }) => terminals.get(terminal).resize(cols, rows),
      ackTerminal: ({ terminal, offset }) => terminals.get(terminal).acknowledge(viewer, offset),
      detachTerminal: ({ terminal }) => terminals.get(terminal).detach(viewer),
    },
    close() {
      for (const terminal of attached) terminal.detach(viewer);
      kernel.leave(peer);
      rooms.limits.leave(peer);
      commands.close();
      relay.close();
    },
  };
}
