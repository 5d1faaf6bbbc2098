import { once } from "node:events";
import { readdir, readlink } from "node:fs/promises";
import { createServer, type Server } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { toAddressPlan } from "../network/address-plan.ts";
import { readProcess } from "../runtime/process-identity.ts";
import type { RunningSandbox } from "../runtime/running-sandbox.ts";
import { execIn, openTestLab, type TestLab, until } from "../sandboxes/test-support.ts";
import { run } from "../system/run.ts";
import type { RelayConnection } from "./connection.ts";
import { openNetwork } from "./open-network.ts";
import { readListeners } from "./read-listeners.ts";
import { createRelay, MOST_CONNECTIONS, type Relay } from "./relay.ts";

let lab: TestLab;
let left: RunningSandbox;
let right: RunningSandbox;
let relay: Relay;
let hostServer: Server;
let hostPort = 0;
let gateway = "";

beforeAll(async () => {
  lab = await openTestLab();
  relay = createRelay();
  gateway = toAddressPlan(lab.settings.name, lab.settings.subnet).gateway;
  const create = async () =>
    lab.sandboxes.get((await lab.sandboxes.create({ owner: "test", purpose: "relay", profile: lab.profile() })).id)!;
  [left, right] = await Promise.all([create(), create()]);
  hostServer = createServer((socket) => socket.on("error", () => undefined).end("the host"));
  await once(hostServer.listen(0, "0.0.0.0"), "listening");
  hostPort = (hostServer.address() as { port: number }).port;
});
afterAll(async () => {
  hostServer?.close();
  await relay?.close();
  await lab?.[Symbol.asyncDispose]();
});

const addressOf = async (sandbox: RunningSandbox) =>
  (await execIn(sandbox, "ip -4 -br addr show eth0 | awk '{print $3}' | cut -d/ -f1")).stdout.trim();
/** Starts a server inside and waits until the kernel lists it. */
async function serve(sandbox: RunningSandbox, port: number, bind: string, what = "EXEC:cat", family = ""): Promise<void> {
  const listen = `TCP${family}-LISTEN:${port},bind=${bind},fork,reuseaddr`;
  await execIn(sandbox, `setsid socat ${listen} ${what} </dev/null >/dev/null 2>&1 &`);
  await until(`${bind} ${port} listens`, async () => (await readListeners(sandbox)).some((one) => one.port === port));
}
async function readAll(connection: RelayConnection): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for (;;) {
    const { data, ended } = await connection.read();
    if (ended) return Buffer.concat(pieces);
    pieces.push(data);
  }
}
async function readBytes(connection: RelayConnection, bytes: number): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for (let length = 0; length < bytes; ) {
    const { data, ended } = await connection.read();
    if (ended) break;
    pieces.push(data);
    length += data.length;
  }
  return Buffer.concat(pieces);
}

describe("what listens in a sandbox", () => {
  it("is what the kernel lists there, with its address, and nothing of the host or of another sandbox", async () => {
    await serve(left, 7101, "127.0.0.1");
    await serve(left, 7102, "0.0.0.0");
    expect(await readListeners(left)).toEqual([
      { address: "127.0.0.1", port: 7101 },
      { address: "0.0.0.0", port: 7102 },
    ]);
    expect(await readListeners(right)).toEqual([]);
  });
});

describe("a connection into a sandbox", () => {
  it("reaches a server that listens on 127.0.0.1 only, on ::1 only, or on the sandbox's own address only", async () => {
    const own = await addressOf(left);
    await serve(left, 7001, "127.0.0.1");
    await serve(left, 7002, "[::1]", "EXEC:cat", "6");
    await serve(left, 7003, own);
    for (const [port, address] of [
      [7001, "127.0.0.1"],
      [7002, "::1"],
      [7003, own],
    ] as const) {
      const connection = await relay.dial(left, port);
      expect(connection.address).toBe(address);
      await connection.write(Buffer.from(`to ${port}\n`), false);
      expect((await readBytes(connection, 8)).toString()).toBe(`to ${port}\n`);
      connection.close();
    }
  });

  it("hands over every byte in both directions, and the end", async () => {
    await serve(left, 7004, "127.0.0.1");
    const connection = await relay.dial(left, 7004);
    const sent = Buffer.alloc(3 * 1024 * 1024, "0123456789abcdef\n\0é");
    const received = readAll(connection);
    for (let at = 0; at < sent.length; at += 50_000) await connection.write(sent.subarray(at, at + 50_000), false);
    await connection.write(Buffer.alloc(0), true);
    expect((await received).equals(sent)).toBe(true);
  });

  it("is refused where nothing listens, at once", async () => {
    const began = performance.now();
    await expect(relay.dial(left, 7999)).rejects.toMatchObject({ code: "refused" });
    expect(performance.now() - began).toBeLessThan(2000);
  });

  it("reaches no port of the host, not even where the student's rules send it", async () => {
    expect((await run("bash", ["-c", `exec 3<>/dev/tcp/${gateway}/${hostPort}`])).exitCode).toBe(0);
    await expect(relay.dial(left, hostPort)).rejects.toMatchObject({ code: "refused" });
    const own = await addressOf(left);
    await execIn(
      left,
      `sysctl -qw net.ipv4.conf.all.route_localnet=1 net.ipv4.conf.lo.route_localnet=1
       iptables -t nat -A OUTPUT -p tcp --dport ${hostPort} -j DNAT --to-destination ${gateway}:${hostPort}
       iptables -t nat -A POSTROUTING -p tcp --dport ${hostPort} -j SNAT --to-source ${own}`,
    );
    await expect(relay.dial(left, hostPort)).rejects.toMatchObject({ code: "refused" });
    // The rules were met: they counted the attempt.
    expect((await execIn(left, `iptables -t nat -nvxL OUTPUT | awk '/dpt:${hostPort}/ {print $1}'`)).stdout.trim()).not.toBe("0");
    await execIn(left, "iptables -t nat -F");
  });

  it("reaches no other sandbox, not even where the student's rules send it", async () => {
    await serve(right, 7005, "0.0.0.0", "SYSTEM:echo\\ the\\ neighbour");
    expect((await readAll(await relay.dial(right, 7005))).toString()).toBe("the neighbour\n");
    await expect(relay.dial(left, 7005)).rejects.toMatchObject({ code: "refused" });
    const [own, other] = [await addressOf(left), await addressOf(right)];
    await execIn(
      left,
      `iptables -t nat -A OUTPUT -p tcp --dport 7005 -j DNAT --to-destination ${other}:7005
       iptables -t nat -A POSTROUTING -p tcp --dport 7005 -j SNAT --to-source ${own}`,
    );
    await expect(relay.dial(left, 7005)).rejects.toMatchObject({ code: "refused" });
    await execIn(left, "iptables -t nat -F");
  });

  it("holds back a server that sends more than anybody reads, whatever buffers the student allows", async () => {
    await execIn(left, "sysctl -qw net.ipv4.tcp_rmem='4096 131072 268435456' net.ipv4.tcp_wmem='4096 16384 1048576'");
    const program = `import socket
server = socket.create_server(("127.0.0.1", 7006))
while True:
  client, sent = server.accept()[0], 0
  try:
    while True:
      sent += client.send(bytes(65536))
      open("/tmp/sent", "w").write(str(sent))
  except OSError: pass`;
    await execIn(
      left,
      `echo '${Buffer.from(program).toString("base64")}' | base64 -d > /tmp/flood.py; setsid python3 /tmp/flood.py </dev/null >/dev/null 2>&1 &`,
    );
    const connection = await until("it listens", () => relay.dial(left, 7006).catch(() => null));
    const written = async () => Number((await execIn(left, "cat /tmp/sent")).stdout);
    let before = -1;
    // It stands still: twice the same number, and far from all of it.
    const stuck = await until("the sender stands still", async () => {
      const now = await written();
      const same = now === before && now > 0;
      before = now;
      return same ? now : null;
    });
    expect(stuck).toBeLessThan(8 * 1024 * 1024);
    connection.close();
  });

  it("is one of a limited number in each sandbox, and closing one makes room", async () => {
    await serve(left, 7007, "127.0.0.1");
    const open = await Promise.all(Array.from({ length: MOST_CONNECTIONS }, () => relay.dial(left, 7007)));
    await expect(relay.dial(left, 7007)).rejects.toMatchObject({ code: "too-many" });
    (await relay.dial(right, 7005)).close();
    open[0]?.close();
    const again = await until("there is room", () => relay.dial(left, 7007).catch(() => null));
    for (const connection of [...open, again]) connection.close();
  });

  it("leaves sandboxd in the host's namespace and no descriptor behind", async () => {
    const descriptors = async () => (await readdir("/proc/self/fd")).length;
    const namespace = await readlink("/proc/self/ns/net");
    await relay.dial(left, 7999).catch(() => undefined);
    const before = await descriptors();
    for (let round = 0; round < 20; round += 1) {
      await relay.dial(left, 7999).catch(() => undefined);
      (await relay.dial(left, 7001)).close();
    }
    await until("all are closed", async () => (await descriptors()) <= before);
    expect(await readlink("/proc/self/ns/net")).toBe(namespace);
  });

  it("is cut when it is forgotten, as it is when its sandbox ends; then there is none any more", async () => {
    await lab.withSandbox(async (sandbox) => {
      await serve(sandbox, 7008, "127.0.0.1");
      const connection = await relay.dial(sandbox, 7008);
      const reading = connection.read();
      relay.forget(sandbox.id);
      expect((await reading).ended).toBe(true);
      await lab.sandboxes.destroy(sandbox.id);
      await expect(relay.dial(sandbox, 7008)).rejects.toMatchObject({ code: "not-found" });
      await expect(readListeners(sandbox)).rejects.toMatchObject({ code: "not-found" });
    });
  });

  it("is never one into the host's own namespace", async () => {
    const startTime = (await readProcess(process.pid))!.startTime;
    await expect(openNetwork({ initPid: process.pid, initStartTime: startTime })).rejects.toThrow(
      "no network namespace of its own",
    );
    await expect(openNetwork({ initPid: left.initPid, initStartTime: "1" })).rejects.toMatchObject({ code: "not-found" });
  });
});
