import type { HostFacts, SandboxSummary } from "../../lib/contract/sandbox.ts";
import type { World } from "./world.ts";

/** For pages that must not wait for sandboxd: empty while it is away. */
export const listSandboxesIfThere = (world: World): Promise<SandboxSummary[]> =>
  ifThere(world, () => world.sandboxd.call("listSandboxes", {}), []);

/** null while sandboxd is away. */
export const describeHostIfThere = (world: World): Promise<HostFacts | null> =>
  ifThere(world, () => world.sandboxd.call("describeHost", {}), null);

async function ifThere<T>(world: World, ask: () => Promise<T>, otherwise: T): Promise<T> {
  if (!world.sandboxd.connected) return otherwise;
  try {
    return await ask();
  } catch (error) {
    world.log.warn({ err: error }, "sandboxd did not answer a page");
    return otherwise;
  }
}
