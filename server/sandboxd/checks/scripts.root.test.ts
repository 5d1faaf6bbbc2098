import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { SandboxProfile } from "../../../lib/contract/sandbox.ts";
import type { RunningSandbox } from "../runtime/running-sandbox.ts";
import { boxPids, execIn, openTestLab, type TestLab, until } from "../sandboxes/test-support.ts";
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
  engine: "none",
  images: [],
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
/** A command that forks so many at once and waits with them; unlike bash it does not try again, and later, what was refused. */
const daemons = (count: number, marker: string) =>
  `perl -e "for (1..${count}) { if (defined(my \\$pid = fork)) { exec qw(setsid sleep ${marker}) unless \\$pid } } sleep ${marker}"`;
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
    expect(outcome).toMatchObject({
      exitCode: 3,
      stdout: "0\ncatatonit\n",
      stderr: "wrong\n",
      truncated: false,
      timedOut: false,
    });
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
    const { exitCode } = await inBox(`setsid -f ${daemons(200, "98740")} >/dev/null 2>&1 </dev/null`);
    expect(exitCode).toBe(0);
    await until("the table is full", async () => (await boxPids(sandbox)) === PROFILE.pids);
    for (let round = 0; round < 5; round++) {
      expect(await run("echo through")).toMatchObject({ stdout: "through\n", stderr: "", exitCode: 0 });
      expect(await boxPids(sandbox)).toBe(PROFILE.pids);
    }
    await endAll("98740");
  });

  test("that starts 200 daemons leaves the room that entering needs, whichever script comes next", async () => {
    for (let round = 0; round < 5; round++) {
      expect(await run(`${daemons(200, "98745")} >/dev/null 2>&1 </dev/null & sleep 0.3`)).toMatchObject({ exitCode: 0 });
      expect(await run("echo through")).toMatchObject({ stdout: "through\n", exitCode: 0 });
      expect(await execIn(sandbox, "echo in")).toMatchObject({ stdout: "in\n", exitCode: 0 });
      expect(await boxPids(sandbox)).toBeLessThanOrEqual(PROFILE.pids);
    }
    await endAll("98745");
  });

  test("whose daemons have many threads fills the student's limit and goes no further, when several end at once too", async () => {
    const python = `import sys, threading, time
for i in range(39): threading.Thread(target=time.sleep, args=(600,)).start()
open(sys.argv[1], "w")`;
    const script = `d=$(mktemp -d); for i in 1 2; do setsid python3 -c '${python}' $d/$i 98748 >/dev/null 2>&1 </dev/null & done
      until [ -e $d/1 ] && [ -e $d/2 ]; do sleep 0.1; done`;
    for (let round = 0; round < 2; round++) {
      const outcomes = await Promise.all(Array.from({ length: 4 }, () => run(script, { timeoutSeconds: 30 })));
      expect(outcomes.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0, 0]);
      expect(outcomes.filter(({ stderr }) => stderr.includes("no room for")).length).toBeGreaterThan(0);
      expect(await boxPids(sandbox)).toBeLessThanOrEqual(PROFILE.pids);
    }
    await endAll("98748");
  });

  test("that starts more in the background than there is room for keeps none of it and says so; what was there before stays", async () => {
    const script = "for i in $(seq 90); do setsid sleep 98750 >/dev/null 2>&1 </dev/null & done; exit 0";
    for (const said of [/^$/, /no room for .* 90 processes were ended/]) {
      const { exitCode, stderr } = await run(script, { timeoutSeconds: 20 });
      expect(exitCode).toBe(0);
      expect(stderr).toMatch(said);
      // Some have been started, and are not sleep yet.
      await until("90 of them sleep", async () => (await pidsWith("98750")).length === 90);
    }
    expect(await run("echo through")).toMatchObject({ stdout: "through\n", exitCode: 0 });
    await endAll("98750");
  });

  test("whose daemon keeps a few zombies is let be; with a table full of them it is ended, again and again, and told why", async () => {
    const zombies = (count: number) =>
      run(`perl -e 'for (1..${count}) { my $pid = fork; exit if defined $pid && !$pid } open(F, ">/tmp/forked"); exec qw(setsid sleep 98755)' >/dev/null 2>&1 </dev/null &
        until [ -e /tmp/forked ]; do sleep 0.05; done; rm /tmp/forked`);
    expect(await zombies(3)).toMatchObject({ exitCode: 0, stderr: "" });
    expect(await pidsWith("98755")).toHaveLength(1);
    const whole = sandbox.cgroups.pids ?? sandbox.cgroups[""];
    for (let round = 0; round < 8; round++) {
      expect(await zombies(80)).toMatchObject({ exitCode: 0, stderr: expect.stringContaining("does not wait for its children") });
      expect(Number(await readFile(`${whole}/pids.current`, "utf8"))).toBeLessThan(20);
      expect(await pidsWith("98755")).toHaveLength(1);
    }
    await endAll("98755");
  });

  test("that forks without end takes no room from the next one", async () => {
    const script = "trap '' TERM; for i in $(seq 3000); do setsid sleep 98760 >/dev/null 2>&1 </dev/null & done 2>/dev/null";
    await Promise.all([run(script, { timeoutSeconds: 2 }), run(script, { timeoutSeconds: 2 })]);
    expect(await run("echo through")).toMatchObject({ stdout: "through\n", exitCode: 0 });
    await endAll("98760");
  });

  test("whose bash the student has replaced keeps all that it forks in its own cgroup, from its first instruction on", async () => {
    await lab.withSandbox(
      async (other) => {
        const bomb = `#!/usr/bin/perl
          open(my $own, "<", "/proc/self/cgroup"); syswrite(STDOUT, join("", <$own>));
          while (1) { my $pid = fork; exec qw(setsid sleep 98770) if defined $pid && !$pid }`;
        // execIn finds the real one by PATH.
        await execIn(other, `cp /bin/bash /usr/local/bin/bash; rm /bin/bash; echo '${bomb}' >/bin/bash; chmod 755 /bin/bash`);
        const bombs = Array.from({ length: 4 }, () => scripts.run(other, { script: "true", env: {}, timeoutSeconds: 2 }));
        const ctl = `${other.cgroups.pids ?? other.cgroups[""]}/ctl/cgroup.procs`;
        for (let entry = 0; entry < 3; entry++) expect((await execIn(other, "echo in")).stdout).toBe("in\n");
        for (const outcome of await Promise.all(bombs))
          expect(outcome).toMatchObject({
            timedOut: true,
            stdout: expect.stringMatching(/^([0-9]+:pids|0:):.*\/script-[0-9-]+$/m),
          });
        expect(await readFile(ctl, "utf8")).toBe("");
        expect(await boxPids(other)).toBeLessThan(5);
      },
      { ...PROFILE },
    );
    expect(await pidsWith("98770")).toEqual([]);
  });

  test("that freezes what it has started is killed with it all the same", async () => {
    const script = `d=/sys/fs/cgroup/freezer; mkdir $d/ice; for i in 1 2 3; do sleep 98780 & echo $! >$d/ice/cgroup.procs; done
      echo FROZEN >$d/ice/freezer.state; sleep 98780`;
    expect(await run(script, { timeoutSeconds: 1 })).toMatchObject({ timedOut: true });
    expect(await pidsWith("98780")).toEqual([]);
    await inBox("rmdir /sys/fs/cgroup/freezer/ice 2>/dev/null");
  });

  test("that a killed sandboxd has left is ended by the next one", async () => {
    const whole = sandbox.cgroups.pids ?? sandbox.cgroups[""]!;
    await inBox("setsid -f sleep 98790 >/dev/null 2>&1 </dev/null");
    const [pid] = await until("it runs", async () => {
      const pids = await pidsWith("98790");
      return pids.length > 0 ? pids : null;
    });
    await mkdir(`${whole}/script-0-0`);
    await writeFile(`${whole}/script-0-0/cgroup.procs`, String(pid), { flag: "r+" });
    expect(await run("echo through")).toMatchObject({ stdout: "through\n", exitCode: 0 });
    expect(await pidsWith("98790")).toEqual([]);
    expect(await scriptCgroups()).toEqual([]);
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
