import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { SandboxProfile } from "../../../lib/contract/sandbox.ts";
import type { RunningSandbox } from "../runtime/running-sandbox.ts";
import { execIn, openTestLab, type TestLab, until } from "../sandboxes/test-support.ts";
import { sendSignal } from "../system/send-signal.ts";
import { OUTPUT_CAP_BYTES } from "./capped-output.ts";
import { createScripts, type Scripts } from "./scripts.ts";

let lab: TestLab;
let sandbox: RunningSandbox;
let directory: string;
let scripts: Scripts;
const run = async (
  script: string,
  { env = {}, timeoutSeconds = 10 }: { env?: Record<string, string>; timeoutSeconds?: number } = {},
) => scripts.run(sandbox, { script, env, timeoutSeconds });

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "glassbox-scripts-"));
  scripts = createScripts(directory);
  lab = await openTestLab();
  const { id } = await lab.sandboxes.create({ owner: "test", purpose: "test", profile: { ...PROFILE } });
  sandbox = lab.sandboxes.get(id)!;
});
afterAll(async () => {
  await lab?.[Symbol.asyncDispose]();
  await rm(directory, { recursive: true, force: true });
});

const PROFILE: SandboxProfile = {
  hostname: "lab",
  memoryMiB: 256,
  diskMiB: 256,
  pids: 128,
  cpus: 1,
  maxTerminals: 6,
  lifeSeconds: 600,
  idleSeconds: 600,
};

/** Host pids of processes whose command line holds a marker. */
async function pidsWith(marker: string): Promise<number[]> {
  const names = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    names.map(async (name) =>
      (await readFile(`/proc/${name}/cmdline`, "utf8").catch(() => "")).includes(marker) ? Number(name) : 0,
    ),
  );
  return found.filter(Boolean);
}
/** Runs a script under the student's limits, as a terminal is. */
const inBox = (script: string) => execIn(sandbox, script, { inBox: true });
async function endAll(marker: string): Promise<void> {
  await until("they are gone", async () => {
    const pids = await pidsWith(marker);
    for (const pid of pids) sendSignal(pid, "SIGKILL");
    return pids.length === 0;
  });
}
/** cgroups of scripts that are left over, in any hierarchy. */
async function scriptCgroups(): Promise<string[]> {
  const found = await Promise.all(Object.values(sandbox.cgroups).map((directory) => readdir(directory).catch(() => [])));
  return found.flat().filter((name) => name.startsWith("script-"));
}

describe("a script in a sandbox", () => {
  test("runs as the sandbox's root with its exit code, output and errors apart", async () => {
    const outcome = await run("id -u; echo wrong >&2; cat /proc/1/comm; exit 3");
    expect(outcome).toMatchObject({ exitCode: 3, stdout: "0\ntini\n", stderr: "wrong\n", truncated: false, timedOut: false });
  });

  test("sees exactly the environment that it was given", async () => {
    const { stdout } = await run("env -0 | tr '\\0' '\\n' | cut -d= -f1 | sort", { env: { LANG_UI: "zh-CN" } });
    expect(stdout.trim().split("\n")).toEqual(["HOME", "LANG", "LANG_UI", "PATH", "PWD", "SHLVL", "TERM", "USER", "_"]);
  });

  test("cannot be read by the student: it is no argument, no file, and its input is empty", async () => {
    const outcome = await run('echo "[$(cat)]"; tr "\\0" " " </proc/$$/cmdline; : THE-ANSWER-$((40+2))');
    expect(outcome.stdout).toContain("[]");
    expect(outcome.stdout).not.toContain("THE-ANSWER");
  });

  test("may write to /dev/stderr and /dev/stdout by name", async () => {
    expect(await run("echo a >/dev/stdout; echo b >/dev/stderr")).toMatchObject({ exitCode: 0, stdout: "a\n", stderr: "b\n" });
  });

  test("that does not end is killed when its time is up, with everything it started however well that hid", async () => {
    const script = `
      sleep 98701 &
      setsid -f sleep 98702
      (setsid nohup bash -c 'trap "" HUP TERM INT; exec -a hidden sleep 98703' >/dev/null 2>&1 &)
      sleep 98704`;
    const outcome = await run(script, { timeoutSeconds: 1 });
    expect(outcome).toMatchObject({ timedOut: true, exitCode: null });
    expect(outcome.durationMs).toBeLessThan(4000);
    expect(await pidsWith("9870")).toEqual([]);
    expect(await scriptCgroups()).toEqual([]);
  });

  test("that forks as fast as it can is gone when its time is up", async () => {
    const outcome = await run("bomb() { bomb 9871 | bomb 9871 & }; bomb 9871; sleep 60", { timeoutSeconds: 1 });
    expect(outcome.timedOut).toBe(true);
    expect(await scriptCgroups()).toEqual([]);
    expect(await run("echo still fine")).toMatchObject({ stdout: "still fine\n" });
  });

  test("that leaves a daemon in the background ends at once; the daemon goes on under the student's limits", async () => {
    const outcome = await run("setsid -f sleep 98720 >/dev/null 2>&1 </dev/null; echo started");
    expect(outcome).toMatchObject({ exitCode: 0, stdout: "started\n", timedOut: false });
    const [pid] = await until("the daemon runs", async () => {
      const pids = await pidsWith("98720");
      return pids.length > 0 ? pids : null;
    });
    expect(await readFile(`/proc/${pid}/cgroup`, "utf8")).toMatch(new RegExp(`/${sandbox.id}/box$`, "m"));
    expect(await readFile(`/proc/${pid}/cgroup`, "utf8")).not.toMatch(/\/(ctl|script-)/);
    process.kill(pid!, "SIGKILL");
  });

  test("whose background job holds its output is told so when the time is up", async () => {
    const outcome = await run("sleep 98730 & echo done", { timeoutSeconds: 1 });
    expect(outcome).toMatchObject({ timedOut: true, stdout: "done\n", stderr: expect.stringContaining(">/dev/null") });
    expect(await pidsWith("98730")).toEqual([]);
  });

  test("that prints without end is cut at 64 KiB and says so", async () => {
    const outcome = await run("yes | head -c 3000000; yes 1>&2 | head -c 10; exit 0", { timeoutSeconds: 2 });
    expect(Buffer.byteLength(outcome.stdout)).toBe(OUTPUT_CAP_BYTES);
    expect(Buffer.byteLength(outcome.stderr)).toBe(OUTPUT_CAP_BYTES);
    expect(outcome.truncated).toBe(true);
  });

  test("gets through again and again when the student's process table is full", async () => {
    const forks = "for i in $(seq 200); do sleep 98740 & done 2>/dev/null; wait";
    const { exitCode } = await inBox(`setsid -f bash -c '${forks}' >/dev/null 2>&1 </dev/null`);
    expect(exitCode).toBe(0);
    const box = `${sandbox.cgroups.pids ?? sandbox.cgroups[""]}/box`;
    const read = async (name: string) => Number(await readFile(`${box}/${name}`, "utf8"));
    await until("the table is full", async () => (await read("pids.current")) === (await read("pids.max")));
    for (let round = 0; round < 5; round++) expect(await run("echo through")).toMatchObject({ stdout: "through\n", exitCode: 0 });
    await endAll("98740");
  });

  test("that starts more in the background than there is room for keeps as many as the student's limit allows and says so", async () => {
    const script = "for i in $(seq 90); do setsid sleep 98750 >/dev/null 2>&1 </dev/null & done; exit 0";
    for (const expected of ["", "no room for"]) {
      const { exitCode, stderr } = await run(script, { timeoutSeconds: 20 });
      expect(exitCode).toBe(0);
      expect(stderr).toContain(expected);
    }
    const kept = (await pidsWith("98750")).length;
    expect(kept).toBeGreaterThan(90);
    expect(kept).toBeLessThanOrEqual(PROFILE.pids);
    expect(await run("echo through")).toMatchObject({ stdout: "through\n", exitCode: 0 });
    await endAll("98750");
  });

  test("that forks without end takes no room from the next one", async () => {
    const script = "trap '' TERM; for i in $(seq 3000); do setsid sleep 98760 >/dev/null 2>&1 </dev/null & done 2>/dev/null";
    await Promise.all([run(script, { timeoutSeconds: 2 }), run(script, { timeoutSeconds: 2 })]);
    expect(await run("echo through")).toMatchObject({ stdout: "through\n", exitCode: 0 });
    await endAll("98760");
  });

  test("is refused with a sentence while four others run", async () => {
    const others = Array.from({ length: 4 }, () => run("sleep 0.5"));
    await expect(run("true")).rejects.toMatchObject({ code: "too-many" });
    await Promise.all(others);
    expect(await run("echo again")).toMatchObject({ exitCode: 0 });
  });

  test("takes no variable that is not one", async () => {
    await expect(run("true", { env: { "A=B": "x" } })).rejects.toThrow(/cannot name a variable/);
  });
});

describe("files put into a sandbox", () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);

  test("arrive byte for byte with their mode, owned by its root, in directories that are made", async () => {
    await scripts.put(sandbox, [
      { path: "/lab/a/b/bytes", mode: 0o640, content: bytes },
      { path: "/usr/local/bin/tool", mode: 0o755, content: Buffer.from("#!/bin/sh\necho tool\n") },
    ]);
    const { stdout } = await run("stat -c '%a %u %s' /lab/a/b/bytes; md5sum </lab/a/b/bytes; tool");
    expect(stdout).toBe("640 0 256\ne2c865db4162bed963bfaa9ef6ac18f0  -\ntool\n");
  });

  test("a student's link leads nowhere but into the sandbox", async () => {
    const marker = `/tmp/glassbox-escape-${process.pid}`;
    await run(`ln -sfn ${marker} /lab/link; ln -sfn / /lab/root`);
    await scripts.put(sandbox, [
      { path: "/lab/link", mode: 0o644, content: Buffer.from("file") },
      { path: `/lab/root${marker}`, mode: 0o644, content: Buffer.from("inside") },
    ]);
    expect((await run(`cat /lab/link ${marker}`)).stdout).toBe("fileinside");
    await expect(readFile(marker)).rejects.toMatchObject({ code: "ENOENT" });
  });

  test.each(["/lab/../etc/x", "/lab//x", "/lab/./x", "/lab/x/"])("%s is refused", async (path) => {
    await expect(scripts.put(sandbox, [{ path, mode: 0o644, content: bytes }])).rejects.toMatchObject({ code: "invalid" });
  });

  test("that do not fit fail with what tar said", async () => {
    const files = [
      { path: "/dev/full", mode: 0o644, content: bytes },
      { path: "/proc/version/x", mode: 0o644, content: bytes },
    ];
    await expect(scripts.put(sandbox, files)).rejects.toMatchObject({ code: "failed", message: expect.stringContaining("tar") });
  });
});
