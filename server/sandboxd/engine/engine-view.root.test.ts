import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PacketTrace } from "../../../lib/contract/kernel/packet-trace.ts";
import type { KernelScope, KernelView } from "../../../lib/contract/kernel-view.ts";
import { withEngineDefaults } from "../../../lib/contract/sandbox.ts";
import { type Kernel, openKernel } from "../kernel/open-kernel.ts";
import type { RunningSandbox } from "../runtime/running-sandbox.ts";
import { execIn, openTestLab, type TestLab, until } from "../sandboxes/test-support.ts";
import { IMPORT_BUSYBOX } from "./test-image.ts";

let lab: TestLab;
let sandbox: RunningSandbox;
let kernel: Kernel;
const logged: string[] = [];
const traces: PacketTrace[] = [];
const MEMORY = 48 * 1024 * 1024;
beforeAll(async () => {
  lab = await openTestLab();
  const profile = lab.profile(withEngineDefaults({ engine: "docker" as const }));
  const { id } = await lab.sandboxes.create({ owner: "test", purpose: "engine", profile });
  sandbox = lab.sandboxes.get(id)!;
  kernel = openKernel({
    toolsRoot: `${lab.settings.cache}/rootfs-current`,
    sandboxOf: (which) => lab.sandboxes.get(which),
    onUpdate: () => undefined,
    onConfirmed: () => undefined,
    onExpect: () => undefined,
    onTrace: (_, trace) => traces.push(trace),
    log: (message) => logged.push(message),
  });
  await inside(`${IMPORT_BUSYBOX}
    docker network create blue
    docker run -d --name alpha --hostname alpha --network blue --memory ${MEMORY} -p 8088:80 bb:1 sleep 1000
    docker run -d --name beta bb:1 sleep 1000
    docker exec alpha touch /made; docker exec alpha busybox rm /bin/ls`);
});
afterAll(async () => {
  kernel?.close();
  await lab?.[Symbol.asyncDispose]();
});

async function inside(script: string): Promise<string> {
  const { exitCode, stdout, stderr } = await execIn(sandbox, `set -e\n${script}`, { inBox: true, timeoutMs: 60_000 });
  expect({ exitCode, stderr: exitCode === 0 ? "" : stderr }).toEqual({ exitCode: 0, stderr: "" });
  return stdout.trim();
}
const inspect = (name: string, what: string) => inside(`docker inspect -f '{{${what}}}' ${name}`);
async function view(scope: KernelScope): Promise<KernelView> {
  const seen = await kernel.read(sandbox.id, [scope]);
  expect(seen.problems).toEqual([]);
  return seen;
}

describe("the kernel view of a sandbox with containers agrees with docker", () => {
  it("on network: each container's namespace, which ip netns does not list, its address, and its cable into the bridge", async () => {
    const { namespaces } = (await view("network")).network!;
    const host = namespaces.find(({ initial }) => initial)!;
    for (const [name, bridgeName] of [
      ["alpha", `br-${(await inside("docker network inspect -f '{{.Id}}' blue")).slice(0, 12)}`],
      ["beta", "docker0"],
    ] as const) {
      const key = (await inspect(name, ".NetworkSettings.SandboxKey")).split("/").at(-1)!;
      const own = namespaces.find(({ names }) => names.includes(key))!;
      const eth0 = own.links.find((link) => link.name === "eth0")!;
      const address = await inspect(name, "range .NetworkSettings.Networks}}{{.IPAddress}}{{end");
      expect(eth0.addresses.map((one) => one.address.split("/")[0])).toContain(address);
      expect(eth0.peer).toMatchObject({ where: "namespace" });
      const plug = host.links.find((link) => link.key === eth0.peer?.key)!;
      expect(plug.master).toBe(host.links.find((link) => link.name === bridgeName)!.key);
      expect(own.processes).toBe(1);
    }
    const rules = host.chains.flatMap(({ rules }) => rules);
    const alpha = await inspect("alpha", ".NetworkSettings.Networks.blue.IPAddress");
    expect(rules.filter(({ verdict }) => verdict === "dnat").map(({ target }) => target)).toContain(`${alpha}:80`);
    expect(host.forwarding).toBe(true);
  });

  it("on packets: one to a published port is traced from its sender into the container, and translated on the way", async () => {
    await inside(`docker exec -d alpha busybox httpd -f -p 80
      ip netns add client; ip link add up0 type veth peer name eth0 netns client; ip addr add 192.0.2.1/24 dev up0; ip link set up0 up
      ip -n client addr add 192.0.2.9/24 dev eth0; ip -n client link set eth0 up
      for i in $(seq 50); do ip netns exec client curl -s -m 2 -o /dev/null http://192.0.2.1:8088/ && break; sleep 0.1; done`);
    await kernel.trace(sandbox.id, 30);
    expect(await inside("ip netns exec client curl -s -o /dev/null -w '%{http_code}' http://192.0.2.1:8088/")).toBe("404");
    kernel.stopTrace(sandbox.id);
    const trace = await until("the trace ends", () => traces.find(({ state }) => state === "ended"));
    const { namespaces } = (await view("network")).network!;
    const key = (await inspect("alpha", ".NetworkSettings.SandboxKey")).split("/").at(-1)!;
    const alpha = await inspect("alpha", ".NetworkSettings.Networks.blue.IPAddress");
    const container = namespaces.find(({ names }) => names.includes(key))!.key;
    const syn = trace.packets.find(({ says }) => says === "SYN")!;
    expect(syn.hops.map(({ kind }) => kind)).toEqual(["cable", "forwarded", "from-host", "cable"]);
    expect(syn.frames.at(-1)).toMatchObject({ namespace: container, direction: "in", destination: alpha, destinationPort: 80 });
    const tuples = { original: { destination: "192.0.2.1", destinationPort: 8088 }, reply: { source: alpha, sourcePort: 80 } };
    expect(syn.hops[1]).toMatchObject({ translated: "destination", connection: { dnat: true, ...tuples } });
    const answer = trace.packets.find(({ says }) => says === "SYN ACK")!;
    expect(answer.hops.map(({ kind, translated }) => [kind, translated])).toEqual([
      ...[
        ["cable", null],
        ["to-host", null],
        ["forwarded", "source"],
        ["cable", null],
      ],
    ]);
    await inside("ip netns del client");
  });

  it("on processes: PID 1 of a container, its number outside, and its own namespaces", async () => {
    const { processes, namespaces } = (await view("processes")).processes!;
    const pid = Number(await inspect("alpha", ".State.Pid"));
    const init = processes.find(({ pids }) => pids[0] === pid)!;
    expect(init).toMatchObject({ comm: "sleep", pids: [pid, 1], plumbing: false });
    for (const type of ["pid", "net", "mnt", "uts", "ipc"] as const)
      expect(namespaces.find(({ key }) => key === init.namespaces[type])).toMatchObject({ initial: false });
    expect(namespaces.find(({ key }) => key === init.namespaces.user)).toMatchObject({ initial: true });
    expect(namespaces.find(({ key }) => key === init.namespaces.uts)?.hostname).toBe("alpha");
    const names = processes.filter(({ plumbing }) => !plumbing).map(({ comm }) => comm);
    expect(names).toEqual(expect.arrayContaining(["containerd", "dockerd", "docker-proxy", "containerd-shim"]));
  });

  it("on cgroups: /docker/ID with the limit that --memory asked for", async () => {
    const id = await inspect("alpha", ".Id");
    const { hierarchies } = (await view("cgroups")).cgroups!;
    const found = hierarchies.flatMap(({ cgroups }) => cgroups).filter(({ path }) => path === `/docker/${id}`);
    expect(found.map(({ limits }) => limits.memoryMax)).toContain(MEMORY);
    const pid = await inspect("alpha", ".State.Pid");
    expect(found.some(({ processes }) => processes.some((key) => key.startsWith(`process-${pid}-`)))).toBe(true);
  });

  it("on overlays: where a container's root is mounted, from which layers, and what was changed in it", async () => {
    const merged = await inspect("alpha", ".GraphDriver.Data.MergedDir");
    const upper = await inspect("alpha", ".GraphDriver.Data.UpperDir");
    const lowers = (await inspect("alpha", ".GraphDriver.Data.LowerDir")).split(":");
    const overlay = (await view("overlays")).overlays.find(({ mountpoint }) => mountpoint === merged)!;
    expect(overlay.layers[0]).toMatchObject({ role: "upper", path: upper, readable: true });
    expect(overlay.layers.length).toBe(1 + lowers.length);
    const pathOf = (path: string) => overlay.paths.find((one) => one.path === path);
    expect(pathOf("made")?.state).toBe("created");
    expect(pathOf("bin/ls")?.state).toBe("deleted");
    expect(pathOf("bin/busybox")).toMatchObject({ state: "lower", visibleFrom: lowers.length });
  });

  it("on mounts: the overlay is the root of the container's own mount namespace", async () => {
    const { namespaces } = (await view("mounts")).mounts!;
    const roots = namespaces
      .filter(({ initial }) => !initial)
      .map(({ mounts }) => mounts.find(({ mountpoint }) => mountpoint === "/"));
    expect(roots.filter((root) => root?.fsType === "overlay").length).toBe(2);
    expect(logged).toEqual([]);
  });
});
