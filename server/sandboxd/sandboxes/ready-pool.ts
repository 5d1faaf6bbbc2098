import { freemem } from "node:os";
import type { SandboxProfile } from "../../../lib/contract/sandbox.ts";
import type { AskedProfiles } from "./asked-profiles.ts";
import type { Log } from "./log.ts";
import { isKeptReady, planReady, toBuild } from "./ready-plan.ts";

/** Refilling waits until nobody has asked for a sandbox for so long: it would take the processor from whoever has just got one. */
const QUIET_MS = 2_000;

/** After a failure; doubled by each that follows at once. */
const BACK_OFF_MS = 10_000;
const MOST_BACK_OFF_MS = 5 * 60_000;
/** A failure so long after the end of the last pause is a new story, and told again. */
const FORGIVEN_AFTER_MS = 10 * 60_000;

/** Available memory (MemAvailable) that a new one is made above, and that those there are give way below. */
const MAKE_ABOVE_BYTES = 1024 ** 3;
const KEEP_ABOVE_BYTES = 512 * 1024 ** 2;

export type ReadyPool = {
  /** Somebody asked for such a sandbox. */
  asked(profile: SandboxProfile): void;
  /** One that was ready ended by itself. */
  died(id: string): void;
  /** Makes or gives up one, where that is due. Called often; does one thing at a time and never throws. */
  tend(): void;
};

/** What the pool may do. It owns no sandbox: what is ready is asked for each time. */
export type ReadyPoolParts = {
  count: number;
  asked: AskedProfiles;
  /** Those that wait or are being made. */
  members(): { id: string; profile: SandboxProfile }[];
  /** Whether people wait for sandboxes of their own. */
  isBusy(): boolean;
  hasRoom(): boolean;
  make(profile: SandboxProfile): Promise<void>;
  drop(id: string): Promise<void>;
  /** What else can be made ready, once no sandbox is due. */
  whenIdle(): Promise<void>;
  log: Log;
  /** Bytes of memory that the host could still give; for tests. */
  availableMemory?: () => number;
  now?: () => number;
};

/** Keeps sandboxes ready for those who come next. Whatever goes wrong with it is said once and costs nobody a sandbox. */
export function createReadyPool(parts: ReadyPoolParts): ReadyPool {
  const { count, asked, log, availableMemory = freemem, now = Date.now } = parts;
  let quietSince = now();
  let notBefore = 0;
  let failures = 0;
  let working = false;

  const failed = (what: string, why: object) => {
    if (now() > notBefore + FORGIVEN_AFTER_MS) failures = 0;
    const pause = Math.min(BACK_OFF_MS * 2 ** failures, MOST_BACK_OFF_MS);
    notBefore = now() + pause;
    failures += 1;
    if (failures === 1) log.warn(why, `${what}; people get new ones, and it is tried again from ${pause / 1000} s on`);
  };

  const step = async () => {
    const available = availableMemory();
    const members = parts.members();
    const { make, drop } = planReady(
      asked.list(),
      members.map(({ profile }) => toBuild(profile)),
      available < KEEP_ABOVE_BYTES ? 0 : count,
    );
    const tooMany = drop === null ? undefined : members.find(({ profile }) => toBuild(profile) === drop);
    if (tooMany) return parts.drop(tooMany.id);
    if (available < MAKE_ABOVE_BYTES || !parts.hasRoom()) return;
    await (make === null ? parts.whenIdle() : parts.make(make));
  };

  return {
    asked(profile) {
      quietSince = now();
      if (count > 0 && isKeptReady(profile)) asked.note(profile);
    },
    died: (id) => failed("a sandbox that was kept ready ended by itself", { sandbox: id }),
    tend() {
      if (count === 0 || working || now() < notBefore || now() < quietSince + QUIET_MS || parts.isBusy()) return;
      working = true;
      step()
        .catch((error) =>
          failed("no sandbox could be kept ready", { reason: error instanceof Error ? error.message : String(error) }),
        )
        .finally(() => {
          working = false;
        });
    },
  };
}
