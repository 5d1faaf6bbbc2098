import { connect } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { LauncherError } from "../failure.ts";
import type { Service } from "./service.ts";

const POLL_MS = 50;
/** It died so often before it was ready once: it will not come. */
const GIVE_UP_DEATHS = 4;

/**
 * Waits until a service answers. @throws LauncherError with its last lines when it keeps dying or stays silent
 */
export async function untilReady(
  service: Service,
  isReady: () => Promise<boolean>,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await isReady())) {
    signal.throwIfAborted();
    const gone = service.deaths() >= GIVE_UP_DEATHS;
    if (gone || Date.now() > deadline) {
      const problem = gone ? `${service.name} keeps ending` : `${service.name} did not answer within ${timeoutMs / 1000} s`;
      throw new LauncherError(problem, "see its last lines above; `npm run doctor` checks the host");
    }
    await delay(POLL_MS, undefined, { signal });
  }
}

/** Somebody accepts connections on the unix socket. */
export function connects(socketPath: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(socketPath);
    const answer = (value: boolean) => {
      socket.destroy();
      resolve(value);
    };
    socket.once("connect", () => answer(true));
    socket.once("error", () => answer(false));
  });
}

/** The address answers an HTTP request with 200. */
export const answersAt = (url: string): Promise<boolean> =>
  fetch(url, { signal: AbortSignal.timeout(2_000) }).then(
    async (response) => {
      await response.body?.cancel();
      return response.ok;
    },
    () => false,
  );
