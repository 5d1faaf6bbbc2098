import { readFile, rm } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type SandboxProfile, withEngineDefaults } from "../../../lib/contract/sandbox.ts";
import { readSettings } from "../../config.ts";
import { findEngine } from "../engine/find-engine.ts";
import { readHierarchies } from "../runtime/cgroup-mode.ts";
import { cgroupTree } from "../runtime/cgroup-tree.ts";
import { isRunning } from "../runtime/process-identity.ts";
import { openSandboxes } from "./sandboxes.ts";
import { execIn, openTestLab, type TestLab, testLog, until } from "./test-support.ts";
import { NOTHING, traces } from "./traces.ts";

const MOST = 3;
let lab: TestLab;
beforeAll(async () => {
  // What others asked for over this state would be kept ready too.
  await rm(`${readSettings().state}/asked-profiles.json`, { force: true });
  lab = await openTestLab({ ready: 2, maxSandboxes: MOST });
});
afterAll(() => lab?.[Symbol.asyncDispose]());

const docker = withEngineDefaults({ engine: "docker" as const, hostname: "harbour" });
async function create(owner: string, profile: Partial<SandboxProfile> = docker) {
  const { id } = await lab.sandboxes.create({ owner, purpose: "ready", profile: lab.profile(profile) });
  return lab.sandboxes.get(id)!;
}
const ready = (count: number) => until(`${count} are ready`, () => lab.sandboxes.countReady() === count, 30_000);
const others = () => lab.sandboxes.list().map(({ id }) => id);
const bodies = async () => (await traces(lab.settings)).volumes!.toSorted();
const inside = async (sandbox: Awaited<ReturnType<typeof create>>, script: string) =>
  (await execIn(sandbox, script, { inBox: true })).stdout.trim();

describe("sandboxes that are kept ready", () => {
  it("are nobody's until they are asked for, then the asker's, and are made again; one that was somebody's is nobody else's", async () => {
    const first = await create("ann");
    await inside(first, "echo mine > /root/secret; mkdir /home/ann; docker network create ann");
    await ready(2);
    expect(others()).toEqual([first.id]);
    const waiting = (await bodies()).filter((body) => body !== first.body);
    for (const body of waiting) expect(lab.sandboxes.get(body)).toBeUndefined();

    lab.changes.length = 0;
    const asked = Date.now();
    const second = await create("bob", { ...docker, lifeSeconds: 600 });
    expect(waiting).toContain(second.body);
    expect(lab.changes.map(({ id, owner, state }) => [id, owner, state])).toEqual([
      [second.id, "bob", "starting"],
      [second.id, "bob", "running"],
    ]);
    expect(lab.sandboxes.list().find(({ id }) => id === second.id)?.expiresAt).toBeLessThanOrEqual(Date.now() + 600_000);
    expect(lab.sandboxes.list().find(({ id }) => id === second.id)?.createdAt).toBeGreaterThanOrEqual(asked);
    expect(await inside(second, "hostname; cat /root/secret; ls -A /home; docker network ls -q | wc -l")).toBe("harbour\n3");
    expect(second.uidBase).not.toBe(first.uidBase);

    // Two of three places are people's, so one is left for the reserve.
    await ready(1);
    const third = await create("cat");
    expect(waiting).toContain(third.body);
    await expect(create("dan")).rejects.toMatchObject({ code: "full" });
    await lab.sandboxes.destroy(second.id);
    await ready(1);
    const fourth = await create("dan");
    expect([first.body, second.body, third.body, fourth.id]).not.toContain(fourth.body);
    expect(await inside(fourth, "docker version -f '{{.Server.Os}}'")).toBe("linux");
    for (const { id } of [third, fourth]) await lab.sandboxes.destroy(id);
  }, 180_000);

  it("give way to whoever finds every place taken", async () => {
    await ready(2);
    const [left, ...rest] = await Promise.all(["eve", "fay"].map((owner) => create(owner, { hostname: "plain" })));
    expect(await inside(left!, "hostname")).toBe("plain");
    expect(lab.sandboxes.countReady()).toBe(0);
    expect((await bodies()).length).toBe(MOST);
    for (const { id } of [left!, ...rest]) await lab.sandboxes.destroy(id);
  });

  it("are not handed out once their engine has ended: the asker gets a new one", async () => {
    await ready(2);
    const hierarchies = await readHierarchies();
    for (const body of (await bodies()).filter((one) => !others().includes(one))) {
      const engine = await findEngine(cgroupTree(hierarchies, lab.settings.name, body));
      for (const { pid } of engine) process.kill(pid, "SIGKILL");
      await until("it has ended", async () => !(await Promise.all(engine.map(isRunning))).some(Boolean));
    }
    const sandbox = await create("gus");
    expect(sandbox.body).toBe(sandbox.id);
    expect(await inside(sandbox, "docker version -f '{{.Server.Os}}'")).toBe("linux");
    await lab.sandboxes.destroy(sandbox.id);
  });

  it("go when a new sandboxd starts, people's stay, and nothing is left", async () => {
    await lab.sandboxes.close({ destroyAll: false });
    const reopen = async (more: number) => {
      lab.sandboxes = await openSandboxes({ ...lab.settings, ready: more }, { onChanged: () => undefined, log: testLog });
      await lab.sandboxes.adopt();
    };
    await reopen(1);
    await ready(1); // asked for before the restart
    const { id, body } = await create("hal");
    expect(body).not.toBe(id);
    await ready(1);
    await lab.sandboxes.close({ destroyAll: false });
    expect(JSON.parse(await readFile(`${lab.settings.state}/sandboxes/${body}.json`, "utf8"))).toMatchObject({
      id,
      pooled: false,
    });
    await reopen(0);
    expect([lab.sandboxes.countReady(), await bodies()]).toEqual([0, [body, ...others()].filter((one) => one !== id).toSorted()]);
    expect(await inside(lab.sandboxes.get(id)!, "docker version -f '{{.Server.Os}}'")).toBe("linux");
    for (const one of others()) await lab.sandboxes.destroy(one);
    expect(await traces(lab.settings)).toEqual(NOTHING);
  });
});
