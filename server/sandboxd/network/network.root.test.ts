import { once } from "node:events";
import { createServer } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RunningSandbox } from "../runtime/running-sandbox.ts";
import { execIn, openTestLab, type TestLab } from "../sandboxes/test-support.ts";
import { run } from "../system/run.ts";
import { toAddressPlan } from "./address-plan.ts";

let lab: TestLab;
let left: RunningSandbox;
let right: RunningSandbox;
let gateway = "";
beforeAll(async () => {
  lab = await openTestLab();
  gateway = toAddressPlan(lab.settings.name, lab.settings.subnet).gateway;
  const create = async () =>
    lab.sandboxes.get((await lab.sandboxes.create({ owner: "test", purpose: "network", profile: lab.profile() })).id)!;
  [left, right] = await Promise.all([create(), create()]);
});
afterAll(() => lab?.[Symbol.asyncDispose]());

const addressOf = async (sandbox: RunningSandbox) =>
  (await execIn(sandbox, "ip -4 -br addr show eth0 | awk '{print $3}' | cut -d/ -f1")).stdout.trim();
const reaches = async (sandbox: RunningSandbox, host: string, port: number) =>
  (await execIn(sandbox, `timeout 2 bash -c 'exec 3<>/dev/tcp/${host}/${port}'`)).exitCode === 0;
const pings = async (sandbox: RunningSandbox, host: string) => (await execIn(sandbox, `ping -c1 -W1 ${host}`)).exitCode === 0;

describe("the network of a sandbox", () => {
  it("has an address, a way to its gateway, and an answer from it", async () => {
    expect((await execIn(left, "ip route show default")).stdout).toContain(`via ${gateway}`);
    expect(await pings(left, gateway)).toBe(true);
  });

  it("keeps its gateway where it is while other sandboxes come and go", async () => {
    const gatewayMac = async () => (await execIn(left, `ping -c1 -W1 ${gateway} > /dev/null; ip neigh show ${gateway}`)).stdout;
    const before = await gatewayMac();
    expect(before).toContain(toAddressPlan(lab.settings.name, lab.settings.subnet).gatewayMac);
    for (let turn = 0; turn < 4; turn++) {
      const { id } = await lab.sandboxes.create({ owner: "test", purpose: `neighbour ${turn}`, profile: lab.profile() });
      expect(await pings(left, gateway)).toBe(true);
      await lab.sandboxes.destroy(id);
      expect(await pings(left, gateway)).toBe(true);
    }
  });

  it("does not reach a port of the host, not even one that listens on every address", async () => {
    // Who only connects and leaves may reset the connection.
    const server = createServer((socket) => socket.on("error", () => undefined).end("hello"));
    server.listen(0, "0.0.0.0");
    await once(server, "listening");
    try {
      const { port } = server.address() as { port: number };
      expect((await run("bash", ["-c", `exec 3<>/dev/tcp/${gateway}/${port}`])).exitCode).toBe(0);
      const { stdout } = await run("ip", ["-4", "-brief", "address"]);
      const addresses = stdout.match(/\d+\.\d+\.\d+\.\d+(?=\/)/g)!.filter((address) => !address.startsWith("127."));
      expect(addresses).toContain(gateway);
      for (const address of addresses)
        expect({ address, reached: await reaches(left, address, port) }).toEqual({ address, reached: false });
    } finally {
      server.close();
    }
  });

  it("does not reach another sandbox by echo, by TCP or by a neighbour entry made by hand", async () => {
    const address = await addressOf(right);
    const mac = (await execIn(right, "cat /sys/class/net/eth0/address")).stdout.trim();
    expect(await pings(left, address)).toBe(false);
    await execIn(left, `ip neigh replace ${address} lladdr ${mac} dev eth0`);
    expect(await pings(left, address)).toBe(false);
    expect(await reaches(left, address, 22)).toBe(false);
  });

  it("does not reach anything beyond the host: no internet, no cloud metadata", async () => {
    for (const address of ["169.254.169.254", "198.51.100.1"])
      expect({ address, reached: await pings(left, address) }).toEqual({ address, reached: false });
    await execIn(left, "ip route add 169.254.0.0/16 dev eth0");
    expect(await pings(left, "169.254.169.254")).toBe(false);
  });

  it("is not heard under another's address or another MAC", async () => {
    const [own, other] = [await addressOf(left), await addressOf(right)];
    expect((await execIn(left, `ip addr add ${other}/16 dev eth0; ping -c1 -W1 -I ${other} ${gateway}`)).exitCode).not.toBe(0);
    await execIn(left, `ip addr del ${other}/16 dev eth0`);
    expect(await pings(left, gateway)).toBe(true);
    expect(
      (await execIn(left, `ip link set eth0 address 02:00:00:00:00:99; ping -c1 -W1 -I ${own} ${gateway}`)).exitCode,
    ).not.toBe(0);
  });

  it("has no IPv6 to the host or to a neighbour", async () => {
    for (const [sandbox, address] of [
      [left, "fe80::1"],
      [right, "fe80::2"],
    ] as const) {
      await execIn(sandbox, `ip -6 addr add ${address}/64 dev eth0 nodad`);
    }
    expect(await pings(left, "fe80::1%eth0")).toBe(true);
    expect(await pings(left, "fe80::2%eth0")).toBe(false);
    const { stdout } = await run("ip", ["-6", "-brief", "address", "show", "dev", `${lab.settings.name}0`]);
    expect(stdout.trim()).toBe("");
  });

  it("gives each sandbox ids and an address of its own", async () => {
    expect(Math.abs(left.uidBase - right.uidBase)).toBeGreaterThanOrEqual(65536);
    expect(await addressOf(left)).not.toBe(await addressOf(right));
  });
});
