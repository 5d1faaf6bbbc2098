import { chmod, mkdir, stat } from "node:fs/promises";

/** Sandboxes' roots reach their own directories below STATE, so anybody may pass through it; reading it is another matter. */
export async function openState(state: string): Promise<void> {
  for (const directory of [state, `${state}/bundles`]) {
    await mkdir(directory, { recursive: true });
    await chmod(directory, ((await stat(directory)).mode & 0o777) | 0o711);
  }
}
