import { EventEmitter } from "node:events";
import { createConnection } from "node:net";
import type { z } from "zod";
import type { SandboxdEvents } from "../../../lib/contract/sandboxd-protocol.ts";
import { connectSandboxd, type SandboxdClient } from "../../../lib/wire/connect-sandboxd.ts";

type Heard<N extends keyof typeof SandboxdEvents> = z.output<(typeof SandboxdEvents)[N]>;
export type ClientEvents = EventEmitter<{
  output: [Heard<"terminalOutput">];
  exited: [Heard<"terminalExited">];
  trace: [Heard<"packetTrace">];
  lost: [];
}>;

/**
 * Connects to the sandboxd that runs, works, and leaves the work's answer, if that is a number, as this process's exit code. What goes wrong is
 * printed as a sentence; the exit code is then 1.
 */
export async function withClient(
  socketPath: string,
  work: (client: SandboxdClient, events: ClientEvents) => Promise<unknown>,
): Promise<void> {
  let client: SandboxdClient | null = null;
  try {
    await assertAnswers(socketPath);
    const events: ClientEvents = new EventEmitter();
    client = connectSandboxd(socketPath, {
      terminalOutput: (event) => events.emit("output", event),
      terminalExited: (event) => events.emit("exited", event),
      packetTrace: (event) => events.emit("trace", event),
      onDisconnected: () => events.emit("lost"),
      onProblem: (problem) => console.error(problem),
    });
    const answer = await work(client, events);
    process.exitCode = typeof answer === "number" ? answer : 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  } finally {
    client?.close();
  }
}

/** @throws Error with the cure when nobody serves the socket, or not for us */
const assertAnswers = (socketPath: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const probe = createConnection(socketPath, () => {
      probe.destroy();
      resolve();
    });
    probe.once("error", ({ code }: NodeJS.ErrnoException) =>
      reject(
        new Error(
          code === "EACCES"
            ? `${socketPath} is not for you: run this as root.`
            : `Glassbox is not running (nobody answers at ${socketPath}): start it with "npm start" first, with the same GLASSBOX_STATE.`,
        ),
      ),
    );
  });
