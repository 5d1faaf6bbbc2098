import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readMountpointsUnder } from "../storage/mounts.ts";
import { execIn, openTestLab, type TestLab, until } from "./test-support.ts";

let lab: TestLab;
beforeAll(async () => {
  lab = await openTestLab();
});
afterAll(() => lab?.[Symbol.asyncDispose]());

const create = async (profile = {}) =>
  (await lab.sandboxes.create({ owner: "test", purpose: "ends", profile: { ...lab.profile(), ...profile } })).id;
const isGone = (id: string) => lab.changes.some((change) => change.id === id && change.state === "gone");
const stopping = (id: string) => lab.changes.find((change) => change.id === id && change.state === "stopping");

describe("a sandbox that ends by itself", () => {
  it("when its root kills everything in it, is noticed within two seconds, told as died, and collected", async () => {
    const id = await create();
    await execIn(lab.sandboxes.get(id)!, "kill -9 -1").catch(() => undefined);
    await until("it is noticed", () => stopping(id), 2_000);
    expect(stopping(id)).toMatchObject({ endedBecause: "died" });
    await until("it is gone", () => isGone(id));
    expect(lab.sandboxes.get(id)).toBeUndefined();
    expect(await readMountpointsUnder(`${lab.settings.state}/bundles/${id}`)).toEqual([]);
    expect(await readFile("/proc/net/dev", "utf8")).not.toContain(`${lab.settings.name}-`);
  });

  it("when nobody has typed for its idle time, and not before", async () => {
    const id = await create({ idleSeconds: 2 });
    const began = Date.now();
    while (Date.now() < began + 3_000) {
      lab.sandboxes.touch(id);
      await until("a moment", () => execIn(lab.sandboxes.get(id)!, "true"));
    }
    expect(stopping(id)).toBeUndefined();
    const touched = Date.now();
    await until("it is gone", () => isGone(id));
    expect(Date.now() - touched).toBeGreaterThan(1_500);
    expect(stopping(id)).toMatchObject({ endedBecause: "idle" });
  });

  it("when its life is over, however busy", async () => {
    const id = await create({ lifeSeconds: 2 });
    await until("it is gone", () => {
      lab.sandboxes.touch(id);
      return isGone(id);
    });
    expect(stopping(id)).toMatchObject({ endedBecause: "expired" });
  });
});
