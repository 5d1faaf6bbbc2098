import { rm } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readSettings } from "../../config.ts";
import { execIn, openTestLab, type TestLab, until } from "./test-support.ts";

/** A pool of its own, since one that is there never gets smaller. */
const state = `${readSettings().state}-small`;
let lab: TestLab;
beforeAll(async () => {
  lab = await openTestLab({ state, poolGiB: 2, storage: "btrfs" });
});
afterAll(async () => {
  await lab?.[Symbol.asyncDispose]();
  for (const path of [state, `${state}.lock`]) await rm(path, { recursive: true, force: true });
});

const create = async () =>
  (await lab.sandboxes.create({ owner: "test", purpose: "full", profile: lab.profile({ diskMiB: 4096 }) })).id;
/** Takes all there is, in pieces, without a byte written to the disk below. */
const FILL =
  "for piece in 64 8 1; do while fallocate -l $((piece))M /root/fill.$((n += 1)) 2> /dev/null; do :; done; done; echo $n";

describe("a pool that sandboxes have filled together", () => {
  it("lets those that run go on, takes no new one, and is itself again when the greedy one has gone", async () => {
    const [quiet, greedy] = [await create(), await create()];
    await execIn(lab.sandboxes.get(quiet)!, "echo kept > /root/note; sync");
    const filled = await execIn(lab.sandboxes.get(greedy)!, FILL, { timeoutMs: 40_000 });
    expect(Number(filled.stdout)).toBeGreaterThan(10);
    expect((await execIn(lab.sandboxes.get(greedy)!, "fallocate -l 64M /root/more")).stderr).toContain("No space left");

    const { stdout } = await execIn(lab.sandboxes.get(quiet)!, "cat /root/note; date > /tmp/alive && ls / | grep -c usr");
    expect(stdout).toBe("kept\n1\n");
    await expect(create()).rejects.toMatchObject({ code: "full", message: expect.stringContaining("disk") });
    expect(lab.sandboxes.list().map(({ state }) => state)).toEqual(["running", "running"]);

    await lab.sandboxes.destroy(greedy);
    expect((await execIn(lab.sandboxes.get(quiet)!, "echo more >> /root/note && cat /root/note")).stdout).toBe("kept\nmore\n");
    await lab.sandboxes.destroy(quiet);
    const again = await until("there is room again", () => create().catch(() => null), 40_000);
    await lab.sandboxes.destroy(again);
  });
});
