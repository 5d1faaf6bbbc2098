import type { RunningSandbox } from "../runtime/running-sandbox.ts";
import { runInBox } from "./run-in-box.ts";

/** The largest that we carry takes some 20 s on two busy cores. */
const TIMEOUT_MS = 180_000;

/**
 * What makes one engine another than the next one, and is made anew where it is missing: its name, and its networks. Everything else that
 * dockerd keeps in its directory is the images.
 */
const OWN = ["engine-id", "network"];

const LOAD = `
set -e
for image; do docker pull --quiet "$image" > /dev/null; done
service docker stop > /dev/null
cd /var/lib/docker
rm -rf ${OWN.join(" ")}
`;

/**
 * Pulls images with the sandbox's own engine and stops it for good: what it keeps then lies still.
 * @throws Error with what the engine said
 */
export const loadImages = (
  sandbox: RunningSandbox,
  images: readonly string[],
  options: { pidFile: string; signal: AbortSignal },
): Promise<void> => runInBox(sandbox, ["/bin/sh", "-c", LOAD, "sh", ...images], { ...options, timeoutMs: TIMEOUT_MS });
