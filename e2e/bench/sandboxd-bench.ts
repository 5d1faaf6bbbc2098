import { spawn } from "node:child_process";
import { once } from "node:events";
import { spawn as spawnPty } from "node-pty";
import { SandboxProfile } from "../../lib/contract/sandbox.ts";
import { connectSandboxd, type SandboxdClient } from "../../lib/wire/connect-sandboxd.ts";
import { type MeasurementInput, quantile } from "./report.ts";
import { timed } from "./timed.ts";

const CREATIONS = 12;
const ECHOES = 200;
const SNAPSHOTS = 20;
const SNAPSHOT_DIRECTORIES = 80;
const SNAPSHOT_FILES_EACH = 70;

type Output = (data: Uint8Array, offset: number) => void;

/** A client whose terminal output can be listened to. */
export function openClient(socket: string) {
  const listeners = new Map<string, Output>();
  const client = connectSandboxd(socket, {
    terminalOutput: ({ terminal, data, offset }) => listeners.get(terminal)?.(data, offset),
  });
  return { client, onOutput: (terminal: string, listener: Output) => listeners.set(terminal, listener) };
}

/** Creating a sandbox, beside the kernel's own floor: one process in as many new namespaces. */
export async function benchCreate(client: SandboxdClient): Promise<MeasurementInput[]> {
  const times: number[] = [];
  const floor: number[] = [];
  for (let round = 0; round < CREATIONS; round += 1) {
    floor.push(
      await timed(() =>
        ended("unshare", ["--user", "--map-root-user", "--pid", "--fork", "--mount", "--net", "--ipc", "--uts", "true"]),
      ),
    );
    let id = "";
    times.push(
      await timed(async () => {
        id = (await client.call("createSandbox", { owner: "bench", purpose: "bench", profile: SandboxProfile.parse({}) })).id;
      }),
    );
    await client.call("destroySandbox", { sandbox: id });
  }
  const against = "unshare of the same namespaces, no root file system";
  return [
    { id: "sandbox create p50", value: quantile(times, 0.5), unit: "ms", baseline: quantile(floor, 0.5), against },
    { id: "sandbox create p95", value: quantile(times, 0.95), unit: "ms", baseline: quantile(floor, 0.95), against, goal: 1500 },
  ];
}

/** A keystroke to its echo through sandboxd's socket, beside node-pty with a local bash. */
export async function benchEcho(socket: string, sandbox: string): Promise<MeasurementInput[]> {
  const { client, onOutput } = openClient(socket);
  const terminal = await client.call("openTerminal", { sandbox, name: "echo", cols: 80, rows: 24 });
  let heard: () => void = () => undefined;
  onOutput(terminal.id, () => heard());
  const replay = await client.call("attachTerminal", { terminal: terminal.id, have: null });
  if (replay.data.length === 0) await new Promise<void>((resolve) => (heard = resolve));
  const ours = await echoes(
    (text) => client.signal("writeTerminal", { terminal: terminal.id, data: Buffer.from(text) }),
    (listener) => (heard = listener),
  );
  client.close();

  const pty = spawnPty("bash", ["--norc"], {
    cols: 80,
    rows: 24,
    env: { PATH: process.env.PATH ?? "", PS1: "$ " },
    encoding: null,
  });
  let local: () => void = () => undefined;
  const ready = new Promise<void>((resolve) => (local = resolve));
  pty.onData(() => local());
  await ready;
  const bare = await echoes(
    (text) => pty.write(text),
    (listener) => (local = listener),
  );
  pty.kill();
  const against = "node-pty with a local bash";
  return [
    { id: "terminal echo p50", value: quantile(ours, 0.5), unit: "ms", baseline: quantile(bare, 0.5), against },
    { id: "terminal echo p95", value: quantile(ours, 0.95), unit: "ms", baseline: quantile(bare, 0.95), against, goal: 50 },
  ];
}

async function echoes(write: (text: string) => void, listen: (listener: () => void) => void): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < ECHOES; round += 1) {
    times.push(
      await timed(
        () =>
          new Promise<void>((resolve) => {
            listen(resolve);
            // A line never grows past the screen: a character, then its erasure.
            write(round % 2 === 0 ? "x" : "\x7f");
          }),
      ),
    );
  }
  return times;
}

/** Reading an overlay of 5,600 files in two layers, beside find and getfattr over the same layers inside the sandbox. */
export async function benchSnapshot(client: SandboxdClient, sandbox: string): Promise<MeasurementInput[]> {
  const run = (script: string) => client.call("runScript", { sandbox, script, env: {}, timeoutSeconds: 60 });
  const made = await run(`set -e
    mkdir -p /root/snap/lower /root/snap/upper /root/snap/work /root/snap/merged; cd /root/snap/lower
    for d in $(seq ${SNAPSHOT_DIRECTORIES}); do mkdir d$d; for f in $(seq ${SNAPSHOT_FILES_EACH}); do : > d$d/f$f; done; done
    cd ..; mount -t overlay overlay -o lowerdir=lower,upperdir=upper,workdir=work merged 2>/dev/null ||
      mount -t overlay overlay -o lowerdir=/root/snap/lower,upperdir=/root/snap/upper,workdir=/root/snap/work merged`);
  if (made.exitCode !== 0) throw new Error(`the snapshot overlay could not be made: ${made.stderr}`);
  const times: number[] = [];
  const plain: number[] = [];
  for (let round = 0; round < SNAPSHOTS; round += 1) {
    times.push(
      await timed(async () => {
        const view = await client.call("readKernel", { sandbox, scopes: ["overlays"] });
        const entries = view.overlays.find((overlay) => overlay.mountpoint === "/root/snap/merged")?.scan.entries ?? 0;
        if (entries < SNAPSHOT_DIRECTORIES * SNAPSHOT_FILES_EACH) throw new Error(`the reader saw ${entries} entries only`);
      }),
    );
    const outcome = await run(
      "find /root/snap/lower /root/snap/upper -printf '%p %y %s %m\\n' >/dev/null; getfattr -Rhd -m overlay /root/snap/lower /root/snap/upper >/dev/null",
    );
    plain.push(outcome.durationMs);
  }
  await run("umount /root/snap/merged; rm -rf /root/snap");
  const against = "find + getfattr over the same two layers";
  return [
    { id: "snapshot of 5,600 files p50", value: quantile(times, 0.5), unit: "ms", baseline: quantile(plain, 0.5), against },
    { id: "snapshot of 5,600 files p95", value: quantile(times, 0.95), unit: "ms", baseline: quantile(plain, 0.95), against },
  ];
}

/** Ctrl-C in a flood of output from a client that acknowledges what it gets. */
export async function benchFlood(socket: string, sandbox: string): Promise<MeasurementInput[]> {
  const { client, onOutput } = openClient(socket);
  const terminal = await client.call("openTerminal", { sandbox, name: "flood", cols: 80, rows: 24 });
  const times: number[] = [];
  let bytes = 0;
  let onPrompt: () => void = () => undefined;
  onOutput(terminal.id, (data, offset) => {
    bytes += data.length;
    client.signal("ackTerminal", { terminal: terminal.id, offset: offset + data.length });
    if (Buffer.from(data).includes("^C")) onPrompt();
  });
  await client.call("attachTerminal", { terminal: terminal.id, have: null });
  const type = (text: string) => client.signal("writeTerminal", { terminal: terminal.id, data: Buffer.from(text) });
  const rates: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    bytes = 0;
    const start = performance.now();
    type("yes glassbox\r");
    while (bytes < 8 * 1024 * 1024) await new Promise((resolve) => setImmediate(resolve));
    rates.push(bytes / 1024 / 1024 / ((performance.now() - start) / 1000));
    times.push(
      await timed(
        () =>
          new Promise<void>((resolve) => {
            onPrompt = resolve;
            type("\x03");
          }),
      ),
    );
  }
  client.close();
  return [
    { id: "Ctrl-C in a flood p95", value: quantile(times, 0.95), unit: "ms", goal: 250 },
    { id: "bulk output p50", value: quantile(rates, 0.5), unit: "MiB/s" },
  ];
}

async function ended(file: string, args: string[]): Promise<void> {
  const child = spawn(file, args, { stdio: "ignore" });
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`${file} ${args.join(" ")} exited with ${code}`);
}
