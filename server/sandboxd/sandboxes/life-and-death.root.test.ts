import { open, readdir, rm } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run } from "../system/run.ts";
import { SandboxdError } from "./sandboxd-error.ts";
import { openSandboxes } from "./sandboxes.ts";
import { execIn, openTestLab, type TestLab, testLog, until } from "./test-support.ts";
import { NOTHING, traces } from "./traces.ts";

let lab: TestLab;
beforeAll(async () => {
  lab = await openTestLab({ maxSandboxes: 5 });
});
afterAll(() => lab?.[Symbol.asyncDispose]());

const wish = (profile = {}) => ({ owner: "test", purpose: "life", profile: lab.profile(profile) });
/** Opens the same state a second time, as a new sandboxd does after the first was killed. */
async function reopen(changes: string[] = []) {
  await lab.sandboxes.close({ destroyAll: false });
  lab.sandboxes = await openSandboxes(lab.settings, {
    onChanged: ({ id, state }) => changes.push(`${id} ${state}`),
    log: testLog,
  });
  await lab.sandboxes.adopt();
}

describe("the life of a sandbox", () => {
  it("begins with sentences for the person who waits and leaves nothing at all behind", async () => {
    expect(await traces(lab.settings)).toEqual(NOTHING);
    const { id } = await lab.sandboxes.create(wish());
    const during = await traces(lab.settings);
    for (const [kind, found] of Object.entries(during)) expect({ kind, found: found.length > 0 }).toEqual({ kind, found: true });
    await lab.sandboxes.destroy(id);
    expect(await traces(lab.settings)).toEqual(NOTHING);
    const states = lab.changes.filter((change) => change.id === id).map(({ state, detail }) => `${state}: ${detail}`);
    expect(states[0]).toBe("starting: waiting for its turn");
    expect(states).toContain("starting: mounting its root file system");
    expect(states.at(-1)).toMatch(/^gone/);
  });

  it("may be ended twice, at once, and before it has begun", async () => {
    const creating = lab.sandboxes.create(wish());
    const id = lab.sandboxes.list()[0]!.id;
    await Promise.all([lab.sandboxes.destroy(id), lab.sandboxes.destroy(id), creating]);
    await lab.sandboxes.destroy(id);
    expect(await traces(lab.settings)).toEqual(NOTHING);
  });

  it("ends even while somebody of ours still has one of its files open", async () => {
    const { id } = await lab.sandboxes.create(wish());
    await using file = await open(`/proc/${lab.sandboxes.get(id)!.initPid}/root/usr/bin/bash`);
    await lab.sandboxes.destroy(id);
    expect(await traces(lab.settings)).toEqual(NOTHING);
    expect((await file.stat()).isFile()).toBe(true);
  });

  it("is one of several made at the same time, each with its own range", async () => {
    const made = await Promise.all(Array.from({ length: 5 }, () => lab.sandboxes.create(wish())));
    const bases = made.map(({ id }) => lab.sandboxes.get(id)!.uidBase);
    expect(new Set(bases).size).toBe(5);
    const hosts = await Promise.all(made.map(({ id }) => execIn(lab.sandboxes.get(id)!, "cat /proc/1/comm")));
    expect(hosts.map(({ stdout }) => stdout.trim())).toEqual(Array(5).fill("catatonit"));
    const refused = await lab.sandboxes.create(wish()).catch((error) => error);
    expect(refused).toBeInstanceOf(SandboxdError);
    expect([refused.code, refused.message]).toEqual(["full", expect.stringContaining("the lab is full")]);
    await Promise.all(made.map(({ id }) => lab.sandboxes.destroy(id)));
    expect(await traces(lab.settings)).toEqual(NOTHING);
  });

  it("ends when its first process does, and says so", async () => {
    const { id } = await lab.sandboxes.create(wish());
    process.kill(lab.sandboxes.get(id)!.initPid, "SIGKILL");
    await until("the sandbox is gone", () => lab.changes.some((change) => change.id === id && change.state === "gone"));
    expect(lab.changes.findLast((change) => change.id === id)).toMatchObject({
      endedBecause: "died",
      detail: "its first process ended",
    });
    expect(await traces(lab.settings)).toEqual(NOTHING);
  });

  it("ends at its time, which can be moved, but not past the operator's maximum", async () => {
    const { id, createdAt } = await lab.sandboxes.create(wish({ lifeSeconds: 60 }));
    const moved = await lab.sandboxes.extend(id, 3600);
    expect(moved.expiresAt).toBeGreaterThan(Date.now() + 3500_000);
    const most = await lab.sandboxes.extend(id, 10 ** 6);
    expect(most.expiresAt).toBe(createdAt + lab.settings.maxLifeSeconds * 1000);
    await lab.sandboxes.extend(id, 1);
    await until("the sandbox is gone", () => lab.changes.some((change) => change.id === id && change.state === "gone"));
    expect(lab.changes.findLast((change) => change.id === id)?.endedBecause).toBe("expired");
    await expect(lab.sandboxes.extend(id, 60)).rejects.toMatchObject({ code: "not-found" });
  });

  it("that could not be made is removed, with the reason in the error", async () => {
    const { cache } = lab.settings;
    lab.settings.cache = "/nowhere";
    await expect(lab.sandboxes.create(wish())).rejects.toMatchObject({
      code: "failed",
      message: expect.stringContaining("npm start"),
    });
    lab.settings.cache = cache;
    expect(lab.sandboxes.list()).toEqual([]);
    expect(await traces(lab.settings)).toEqual(NOTHING);
  });
});

describe("a new start over what was there", () => {
  it("takes over a sandbox that still runs, files, processes and network included", async () => {
    const { id, createdAt } = await lab.sandboxes.create(wish());
    const { initPid } = lab.sandboxes.get(id)!;
    await execIn(lab.sandboxes.get(id)!, "echo kept > /root/note");
    const changes: string[] = [];
    await reopen(changes);
    expect(changes).toEqual([`${id} running`]);
    expect(lab.sandboxes.list()).toMatchObject([{ id, createdAt, state: "running" }]);
    const sandbox = lab.sandboxes.get(id)!;
    expect(sandbox.initPid).toBe(initPid);
    expect(
      (await execIn(sandbox, "cat /root/note; ping -c1 -W1 $(ip route | awk '/default/{print $3}') > /dev/null && echo online"))
        .stdout,
    ).toBe("kept\nonline\n");
    await lab.sandboxes.destroy(id);
    expect(await traces(lab.settings)).toEqual(NOTHING);
  });

  it("collects a sandbox that died meanwhile", async () => {
    const { id } = await lab.sandboxes.create(wish());
    const { initPid } = lab.sandboxes.get(id)!;
    await lab.sandboxes.close({ destroyAll: false });
    process.kill(initPid, "SIGKILL");
    const changes: string[] = [];
    await reopen(changes);
    expect(changes).toEqual([`${id} stopping`, `${id} gone`]);
    expect(await traces(lab.settings)).toEqual(NOTHING);
  });

  it("collects what nobody has a record of, and nothing that is not ours", async () => {
    const { id } = await lab.sandboxes.create(wish());
    await run("ip", ["link", "add", `${lab.settings.name}x-1`, "type", "veth", "peer", "name", `${lab.settings.name}x-2`]);
    try {
      await lab.sandboxes.close({ destroyAll: false });
      await rm(`${lab.settings.state}/sandboxes/${id}.json`);
      await reopen();
      expect(lab.sandboxes.list()).toEqual([]);
      expect(await traces(lab.settings)).toEqual(NOTHING);
      expect(await readdir("/sys/class/net")).toContain(`${lab.settings.name}x-1`);
    } finally {
      await run("ip", ["link", "delete", `${lab.settings.name}x-1`]);
    }
  });
});
