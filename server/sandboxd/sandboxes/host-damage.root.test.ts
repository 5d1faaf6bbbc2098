import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { toAddressPlan } from "../network/address-plan.ts";
import type { RunningSandbox } from "../runtime/running-sandbox.ts";
import { run } from "../system/run.ts";
import { openSandboxes } from "./sandboxes.ts";
import { execIn, openTestLab, type TestLab, until } from "./test-support.ts";

let lab: TestLab;
let gateway = "";
const warnings: string[] = [];
beforeAll(async () => {
  lab = await openTestLab();
  gateway = toAddressPlan(lab.settings.name, lab.settings.subnet).gateway;
  await lab.sandboxes.close({ destroyAll: false });
  await open();
});
afterAll(() => lab?.[Symbol.asyncDispose]());

async function open() {
  const log = {
    info: () => undefined,
    warn: (data: object, message: string) => warnings.push(`${message} ${JSON.stringify(data)}`),
    error: (data: object, message: string) => warnings.push(`error: ${message} ${JSON.stringify(data)}`),
  };
  lab.sandboxes = await openSandboxes(lab.settings, { onChanged: () => undefined, log });
  await lab.sandboxes.adopt();
}

/** What `nft flush ruleset` does to us, without doing it to the rest of the machine. */
const deleteTables = async () => {
  const { name } = lab.settings;
  await run("nft", ["-f", "-"], { input: `delete table inet ${name}\ndelete table bridge ${name}\n` });
};
const hasTables = async () => {
  const { stdout } = await run("nft", ["list", "tables"]);
  return ["inet", "bridge"].every((family) => stdout.includes(`table ${family} ${lab.settings.name}\n`));
};
const pings = async (sandbox: RunningSandbox, source = "") =>
  (await execIn(sandbox, `ping -c1 -W1 ${source} ${gateway}`)).exitCode === 0;
const ownLinks = async () => (await readdir("/sys/class/net")).filter((link) => link.startsWith(`${lab.settings.name}-`));

describe("a host where nobody else is at work", () => {
  it("is left in peace: several sandboxes come, stay over a look and go without a word", async () => {
    warnings.length = 0;
    const end = Date.now() + 6000;
    await Promise.all(
      [1, 2, 3].map(() => lab.withSandbox((sandbox) => until("a look went by", () => Date.now() > end && pings(sandbox)))),
    );
    expect(warnings).toEqual([]);
  });
});

describe("a host where somebody else is at work", () => {
  it("that flushes the firewall finds our tables there again within a second, every sandbox bound as before", async () => {
    await lab.withSandbox(async (sandbox) => {
      warnings.length = 0;
      await deleteTables();
      await until("the tables are back", hasTables, 1000);
      expect(await pings(sandbox)).toBe(true);
      const { stdout } = await run("nft", ["list", "set", "bridge", lab.settings.name, "ports"]);
      expect(stdout.match(/"/g)).toHaveLength(2);
      const other = gateway.replace(/\.\d+$/, ".77");
      expect((await execIn(sandbox, `ip addr add ${other}/16 dev eth0`)).exitCode).toBe(0);
      expect(await pings(sandbox, `-I ${other}`)).toBe(false);
      await until("it is said", () => warnings.length > 0);
      expect(warnings).toEqual([expect.stringContaining("made anew")]);
    });
  });

  it("that takes single rules out of our tables finds them there again as well", async () => {
    const rules = async () => (await run("nft", ["--stateless", "list", "table", "inet", lab.settings.name])).stdout;
    const before = await rules();
    await run("nft", ["flush", "chain", "inet", lab.settings.name, "forward"]);
    await until("the rules are back", async () => (await rules()) === before, 1000);
  });

  it("that takes tables and bridge away again and again keeps nobody from starting or ending", async () => {
    for (let round = 0; round < 3; round++) {
      await deleteTables();
      await run("ip", ["link", "delete", `${lab.settings.name}0`]);
      const { id } = await lab.sandboxes.create({ owner: "test", purpose: "damage", profile: lab.profile() });
      expect(await pings(lab.sandboxes.get(id)!)).toBe(true);
      await Promise.all([lab.sandboxes.destroy(id), deleteTables().catch(() => undefined)]);
      expect(await ownLinks()).toEqual([]);
    }
    await until("the tables are back", hasTables, 1000);
  });

  it("that deletes the bridge cuts a running sandbox off for a few seconds only", async () => {
    await lab.withSandbox(async (sandbox) => {
      await run("ip", ["link", "delete", `${lab.settings.name}0`]);
      expect(await pings(sandbox)).toBe(false);
      await until("the gateway answers again", () => pings(sandbox), 12_000);
      const [link] = await ownLinks();
      expect((await readFile(`/sys/class/net/${link}/brport/isolated`, "utf8")).trim()).toBe("1");
    });
  });

  it("that deletes a sandbox's link finds it made anew, and says so", async () => {
    await lab.withSandbox(async (sandbox) => {
      warnings.length = 0;
      const [link] = await ownLinks();
      await run("ip", ["link", "delete", link!]);
      await until("the gateway answers again", () => pings(sandbox), 12_000);
      expect(warnings).toContainEqual(expect.stringContaining(sandbox.id));
    });
  });

  it("that has put something of its own into a sandbox's place hears from the stop what stays, and the next start gets it away", async () => {
    const { id } = await lab.sandboxes.create({ owner: "test", purpose: "damage", profile: lab.profile() });
    const foreign = `${lab.settings.state}/bundles/${id}/foreign`;
    await mkdir(`${foreign}/deeper`, { recursive: true });
    const began = Date.now();
    await expect(lab.sandboxes.close({ destroyAll: true })).rejects.toThrow(
      new RegExp(`could not take everything away: .*bundles/${id}/foreign`),
    );
    expect(Date.now() - began).toBeLessThan(30_000);
    expect([await hasTables(), await ownLinks()]).toEqual([false, []]);
    await rm(foreign, { recursive: true });
    await open();
    expect(lab.sandboxes.list()).toEqual([]);
    expect(await readdir(`${lab.settings.state}/bundles`)).toEqual([]);
  });

  it("that has taken links, tables and bridge away already does not keep a stop from ending", async () => {
    await lab.sandboxes.create({ owner: "test", purpose: "damage", profile: lab.profile() });
    warnings.length = 0;
    const closing = lab.sandboxes.close({ destroyAll: true });
    await deleteTables();
    for (const link of await ownLinks()) await run("ip", ["link", "delete", link]).catch(() => undefined);
    await run("ip", ["link", "delete", `${lab.settings.name}0`]).catch(() => undefined);
    await closing;
    expect(warnings.filter((line) => line.startsWith("error"))).toEqual([]);
    expect([await hasTables(), await ownLinks()]).toEqual([false, []]);
  });
});
