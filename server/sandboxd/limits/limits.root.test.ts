import { afterAll, beforeAll, expect, it } from "vitest";
import type { LimitsReached } from "../../../lib/contract/sandbox-limits.ts";
import type { SandboxdPeer } from "../../../lib/wire/serve-sandboxd.ts";
import type { RunningSandbox } from "../runtime/running-sandbox.ts";
import { execIn, openTestLab, type TestLab, until } from "../sandboxes/test-support.ts";
import { createLimitWatch } from "./limit-watch.ts";

let lab: TestLab;
beforeAll(async () => {
  lab = await openTestLab({ storage: "btrfs" });
});
afterAll(() => lab?.[Symbol.asyncDispose]());

const limits = createLimitWatch((message) => expect.fail(message), 200);
/** Watches a sandbox as a connection does; answers with all that this one was told. */
async function watch(sandbox: RunningSandbox): Promise<LimitsReached[]> {
  const told: LimitsReached[] = [];
  const peer: SandboxdPeer = {
    emit: (_name, event) => void told.push((event as { limits: LimitsReached }).limits),
  };
  expect(await limits.watch(peer, sandbox)).toEqual({ memory: null, pids: null, disk: null });
  return told;
}

const HOG = "perl -e '$x = \"x\" x (300 * 1024 * 1024)'";
/** In a cgroup that the student made and limited, as a lesson does; on v2 the box itself has to hand the controller down first. */
const HOG_IN_OWN_LIMIT = `d=/sys/fs/cgroup/memory; [ -d $d ] || d=/sys/fs/cgroup
  if [ -e $d/cgroup.subtree_control ]; then
    mkdir $d/rest && for p in $(cat $d/cgroup.procs); do echo $p > $d/rest/cgroup.procs; done; echo +memory > $d/cgroup.subtree_control
  fi
  mkdir $d/mine && echo 32M > $d/mine/memory.max 2>/dev/null || echo 32M > $d/mine/memory.limit_in_bytes
  (echo $BASHPID > $d/mine/cgroup.procs; exec ${HOG})`;
/** In a cgroup without a limit, as a container without one is: the limit that it meets is the sandbox's, whichever version counts it. */
const HOG_FURTHER_DOWN = `d=/sys/fs/cgroup/memory; [ -d $d ] || d=/sys/fs/cgroup
  mkdir $d/unlimited; (echo $BASHPID > $d/unlimited/cgroup.procs; exec ${HOG}); rmdir $d/unlimited`;
const BOMB = "exec perl -e 'for (1..200) { $pid = fork; exec qw(sleep 60) if defined $pid && !$pid }' > /dev/null 2>&1";

it("a student who runs into the sandbox's memory, process and disk limits is told of each, and nobody else is", async () => {
  await lab.withSandbox(
    async (sandbox) => {
      await lab.withSandbox(async (quiet) => {
        const [told, others] = [await watch(sandbox), await watch(quiet)];
        const now = () => told.at(-1) ?? { memory: null, pids: null, disk: null };

        // A kill at a limit that was set inside is the lesson's matter.
        expect((await execIn(sandbox, HOG_IN_OWN_LIMIT, { inBox: true })).exitCode).not.toBe(0);
        expect((await execIn(sandbox, HOG, { inBox: true })).exitCode).not.toBe(0);
        await until("the kill is told", () => now().memory);
        expect(now().memory).toMatchObject({ limitMiB: 128, times: 1 });
        // Of one whose cgroup is gone a moment later, too.
        await execIn(sandbox, HOG_FURTHER_DOWN, { inBox: true });
        await until("the kill further down is told", () => now().memory?.times === 2);

        await execIn(sandbox, BOMB, { inBox: true });
        await until("the refused forks are told", () => now().pids);
        expect(now().pids).toMatchObject({ limit: 64 });
        await execIn(sandbox, "pkill -KILL sleep");

        await execIn(sandbox, "fallocate -l 124M /root/big; sync");
        await until("the full disk is told", () => now().disk);
        expect(now().disk).toMatchObject({ limitMiB: 128 });
        await execIn(sandbox, "rm /root/big; sync");
        await until("the disk has room again, and it is taken back", () => !now().disk);

        expect(others).toEqual([]);
        for (const { id } of [sandbox, quiet]) limits.forget(id);
      });
    },
    { memoryMiB: 128, pids: 64, diskMiB: 128 },
  );
});
