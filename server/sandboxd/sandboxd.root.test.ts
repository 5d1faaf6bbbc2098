import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SandboxProfile } from "../../lib/contract/sandbox.ts";
import { connectSandboxd, type SandboxdClient } from "../../lib/wire/connect-sandboxd.ts";
import { readSettings, socketPath } from "../config.ts";
import { until } from "./sandboxes/test-support.ts";
import { run } from "./system/run.ts";

const NODE = join(import.meta.dirname, "../../node_modules/.bin/node");
const settings = readSettings();
const path = socketPath(settings);
const changed: { id: string; state: string }[] = [];
const exited: string[] = [];
let said = "";
let sandboxd: ChildProcess;
let client: SandboxdClient;

/** Starts main.ts as the launcher does and waits until it answers. */
async function start(): Promise<void> {
  const program = join(import.meta.dirname, "main.ts");
  sandboxd = spawn(NODE, [program], { env: process.env, stdio: ["ignore", "pipe", "inherit"] });
  sandboxd.stdout?.on("data", (data) => {
    said += data;
  });
  await until("sandboxd answers", () => client.call("listSandboxes", {}).catch(() => null), 60_000);
}
async function end(signal: NodeJS.Signals): Promise<number | null> {
  if (sandboxd.exitCode !== null || sandboxd.signalCode !== null) return sandboxd.exitCode;
  const gone = once(sandboxd, "exit");
  sandboxd.kill(signal);
  await gone;
  return sandboxd.exitCode;
}
type Ended = { exitCode: number | null; stdout: string; stderr: string };
/** Runs the command line tool. */
async function cli(args: string[], input = ""): Promise<Ended> {
  const child = spawn(NODE, [join(import.meta.dirname, "sandbox-cli.ts"), ...args], { env: process.env, stdio: "pipe" });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (data) => {
    stdout += data.toString("latin1");
  });
  child.stderr.on("data", (data) => {
    stderr += data;
  });
  child.stdin.on("error", () => undefined);
  child.stdin.end(Buffer.from(input, "latin1"));
  const [exitCode] = await once(child, "close");
  return { exitCode, stdout, stderr };
}
const create = async () =>
  (await client.call("createSandbox", { owner: "test", purpose: "fs-01", profile: SandboxProfile.parse({}) })).id;
const script = async (sandbox: string, text: string) =>
  (await client.call("runScript", { sandbox, script: text, env: {}, timeoutSeconds: 20 })).stdout;

beforeAll(async () => {
  client = connectSandboxd(path, {
    sandboxChanged: ({ id, state }) => changed.push({ id, state }),
    terminalExited: ({ terminal }) => exited.push(terminal),
  });
  await start();
});
afterAll(async () => {
  client?.close();
  if (sandboxd) await end("SIGTERM");
});

describe("the sandboxd process", () => {
  test("lets in root and the group glassbox, nobody else", async () => {
    const { mode, uid } = await stat(path);
    expect((mode & 0o777).toString(8)).toBe("660");
    expect(uid).toBe(0);
  });

  test("a second one refuses to start and says which socket is taken", async () => {
    const second = spawn(NODE, [join(import.meta.dirname, "main.ts")], { env: process.env });
    let output = "";
    second.stdout.on("data", (data) => {
      output += data;
    });
    const [exitCode] = await once(second, "close");
    expect(exitCode).toBe(1);
    expect(output).toContain("another sandboxd");
    expect(await client.call("listSandboxes", {})).toEqual([]);
  });

  test("refuses with the code and the sentence of the room that refused", async () => {
    const { capacity } = await client.call("describeHost", {});
    const id = await create();
    await expect(
      client.call("createSandbox", { id, owner: "test", purpose: "twice", profile: SandboxProfile.parse({}) }),
    ).rejects.toMatchObject({ code: "invalid", message: expect.stringContaining(id) });
    await client.call("destroySandbox", { sandbox: id });
    expect(capacity.running).toBe(0);
  });

  test("describes its host", async () => {
    const host = await client.call("describeHost", {});
    expect(host.capacity.sandboxes).toBeGreaterThan(0);
    expect(host.features.length).toBeGreaterThan(0);
  });

  test("killed without warning, keeps every sandbox and its files for the next one; only shells are new", async () => {
    const sandbox = await create();
    await script(sandbox, "echo precious > /root/work; (setsid sleep 96601 >/dev/null 2>&1 &)");
    const old = await client.call("openTerminal", { sandbox, name: "main", cols: 80, rows: 24 });
    await end("SIGKILL");
    await start();
    expect(await client.call("listSandboxes", {})).toMatchObject([{ id: sandbox, state: "running", purpose: "fs-01" }]);
    expect(await script(sandbox, "cat /root/work; pgrep -f 96601 | wc -l")).toBe("precious\n1\n");
    expect(await client.call("listTerminals", { sandbox })).toEqual([]);
    const fresh = await client.call("openTerminal", { sandbox, name: "main", cols: 80, rows: 24 });
    expect(fresh.id).not.toBe(old.id);
    await expect(client.call("attachTerminal", { terminal: old.id, have: null })).rejects.toMatchObject({ code: "not-found" });
    await client.call("destroySandbox", { sandbox });
    expect(changed.filter(({ id }) => id === sandbox).at(-1)?.state).toBe("gone");
  });

  test("asked to leave by SIGHUP, leaves sandboxes running as well", async () => {
    const sandbox = await create();
    expect(await end("SIGHUP")).toBe(0);
    await start();
    expect(await script(sandbox, "echo here")).toBe("here\n");
    await client.call("destroySandbox", { sandbox });
  });

  test("pushes a change of the overlays to whoever watches, and a met expectation too", async () => {
    const views: number[] = [];
    const met: boolean[] = [];
    const watcher = connectSandboxd(path, {
      kernelChanged: (update) => views.push(update.overlays?.length ?? -1),
      expectChanged: ({ results }) => met.push(results.every((result) => result.met)),
    });
    const sandbox = await create();
    await watcher.call("watchKernel", { sandbox, scopes: ["overlays"] });
    await watcher.call("watchExpect", { sandbox, expectations: [{ id: "one", expr: "$count(overlays) = 1" }] });
    await script(
      sandbox,
      "cd /root; mkdir l u w m; mount -t overlay overlay -o lowerdir=l,upperdir=u,workdir=w m; (setsid sleep 60 >/dev/null 2>&1 &)",
    );
    // The mount lives in the sandbox's mount namespace, which its PID 1 holds.
    await until("the overlay is seen", () => views.at(-1) === 1);
    await until("the expectation is met", () => met.at(-1) === true);
    watcher.close();
    await client.call("destroySandbox", { sandbox });
  });
});

describe("npm run sandbox", () => {
  test("create, exec, list, view, destroy: bytes, errors and exit codes pass through", async () => {
    const { stdout, exitCode } = await cli(["create", "--memory", "128", "--hostname", "by-hand"]);
    const id = stdout.trim();
    expect([exitCode, id]).toEqual([0, expect.stringMatching(/^[a-z2-7]{12}$/)]);

    expect(await cli(["exec", id, "--", "bash", "-c", "hostname; echo oops >&2; exit 7"])).toEqual({
      exitCode: 7,
      stdout: "by-hand\n",
      stderr: "oops\n",
    });
    const bytes = String.fromCharCode(...Array.from({ length: 256 }, (_, byte) => byte)).repeat(2000);
    const copied = await cli(["exec", id, "--", "cat"], bytes);
    expect(copied.stdout === bytes).toBe(true);
    expect((await cli(["exec", id, "--", "cat", "/proc/self/cgroup"])).stdout).not.toContain("ctl");
    expect((await cli(["exec", id, "--", "head", "-c", "3"], bytes)).stdout).toBe(bytes.slice(0, 3));
    expect((await cli(["exec", id, "--", "no-such-command"])).exitCode).toBe(127);
    expect((await cli(["exec", "-t", id, "--", "bash", "-c", "tty; exit 5"])).exitCode).toBe(5);

    expect((await cli(["list"])).stdout).toContain(id);
    expect(JSON.parse((await cli(["list", "--json"])).stdout)).toMatchObject([{ id, profile: { memoryMiB: 128 } }]);
    expect(JSON.parse((await cli(["view", id])).stdout)).toMatchObject({ sandbox: id, overlays: [] });

    expect((await cli(["destroy", id])).exitCode).toBe(0);
    expect((await cli(["list"])).stdout).toBe("no sandboxes\n");
    const gone = await cli(["exec", id, "--", "true"]);
    expect(gone).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("This sandbox has ended") });
  });

  test("trace prints the way of every packet that was captured", async () => {
    const sandbox = await create();
    await script(sandbox, "ip link set lo up; (setsid ping -i 0.2 127.0.0.1 >/dev/null 2>&1 &)");
    const { stdout, stderr, exitCode } = await cli(["trace", sandbox, "1"]);
    expect([exitCode, stderr]).toEqual([0, "capturing for 1 s; Ctrl-C ends it\n"]);
    expect(stdout).toMatch(
      /icmp, echo request \d+, 56 bytes\n {2}1 .* sandbox lo out {2}127\.0\.0\.1 > 127\.0\.0\.1 ttl 64\n {2}2 .* sandbox lo in .* loopback from 1\n/,
    );
    expect(stdout).toMatch(/\d+ packets in \d+ frames, 0 more dropped; ended because its time was up\n$/);
    expect((await cli(["trace", sandbox, "31"])).stderr).toContain("seconds");
    await client.call("destroySandbox", { sandbox });
  });

  test("wrong numbers are refused with the field's name", async () => {
    expect((await cli(["create", "--memory", "3"])).stderr).toContain("memoryMiB");
    expect((await cli(["create", "--pids", "many"])).stderr).toContain("whole number");
  });
});

describe("stopping", () => {
  test("by SIGTERM leaves no process, mount, link or cgroup, and the tool then says how to start", async () => {
    const sandbox = await create();
    await client.call("openTerminal", { sandbox, name: "main", cols: 80, rows: 24 });
    expect(await end("SIGTERM")).toBe(0);
    expect(await readFile("/proc/self/mountinfo", "utf8")).not.toContain(settings.state);
    expect((await run("ip", ["-o", "link"])).stdout).not.toMatch(new RegExp(`\\b${settings.name}(0|-)`));
    expect((await run("pgrep", ["-f", sandbox], { expect: [0, 1] })).stdout).toBe("");
    const cgroups = await Promise.all(
      ["/sys/fs/cgroup", "/sys/fs/cgroup/pids", "/sys/fs/cgroup/unified"].map((at) =>
        stat(`${at}/${settings.name}`).catch(() => null),
      ),
    );
    expect(cgroups.filter(Boolean)).toEqual([]);
    expect(await cli(["list"])).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("npm start") });
    expect(said).not.toContain("uncaught");
  });
});
