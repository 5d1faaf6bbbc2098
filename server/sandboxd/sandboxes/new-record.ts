import type { SandboxProfile } from "../../../lib/contract/sandbox.ts";
import { STARTING } from "../../../lib/contract/starting.ts";
import type { Settings } from "../../config.ts";
import { UID_RANGE } from "../runtime/oci-spec.ts";
import type { SandboxRecord } from "./sandbox-record.ts";

/** The record of a sandbox that is about to be made in a slot. */
export function toNewRecord(
  settings: Pick<Settings, "maxLifeSeconds" | "uidBase">,
  { id, owner, purpose, profile }: { id: string; owner: string; purpose: string; profile: SandboxProfile },
  slot: number,
): SandboxRecord {
  const createdAt = Date.now();
  return {
    ...{ id, body: id, owner, purpose, profile, createdAt, slot },
    state: "starting",
    expiresAt: createdAt + Math.min(profile.lifeSeconds, settings.maxLifeSeconds) * 1000,
    endedBecause: null,
    detail: STARTING.turn,
    uidBase: settings.uidBase + slot * UID_RANGE,
    init: null,
    adoptions: 0,
    pooled: false,
  };
}
