import type { LabLibrary } from "../../../lib/content/lab-library.ts";
import { toSandboxProfile } from "../../../lib/content/to-sandbox-profile.ts";
import type { SandboxdClient } from "../../../lib/wire/connect-sandboxd.ts";
import type { Log } from "../log.ts";

/** Tells sandboxd which images the labs begin with, so that the first who opens one need not wait for them. */
export async function wantImages({
  sandboxd,
  labs,
  log,
}: {
  sandboxd: SandboxdClient;
  labs: LabLibrary;
  log: Log;
}): Promise<void> {
  try {
    const { labs: all } = await labs.content();
    const lists = [...all.values()].map((lab) => toSandboxProfile(lab).images).filter((images) => images.length > 0);
    await sandboxd.call("wantImages", { lists });
  } catch (error) {
    log.warn({ reason: String(error) }, "sandboxd could not be told which images the labs begin with");
  }
}
