import { statfs } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { boxPids, execIn, openTestLab, type TestLab, until } from "./test-support.ts";

let lab: TestLab;
beforeAll(async () => {
  lab = await openTestLab();
});
afterAll(() => lab?.[Symbol.asyncDispose]());

const freeMiB = async (path: string) => {
  const { bavail, bsize } = await statfs(path);
  return (bavail * bsize) / 1024 ** 2;
};

describe("one student's flood", () => {
  it("of files ends at the disk quota, wherever it is written, and the pool keeps its room", async () => {
    await lab.withSandbox(
      async (sandbox) => {
        for (const path of ["/root/big", "/usr/big"]) {
          const { exitCode, stderr } = await execIn(
            sandbox,
            `dd if=/dev/zero of=${path} bs=1M count=300; code=$?; rm -f ${path}; sync; exit $code`,
          );
          expect({ exitCode, quota: stderr.includes("Disk quota exceeded") }).toEqual({ exitCode: 1, quota: true });
        }
        expect(await freeMiB(`${lab.settings.state}/pool`)).toBeGreaterThan(lab.settings.poolGiB * 1024 - 1024);
        await lab.withSandbox(async (other) => {
          expect((await execIn(other, "dd if=/dev/zero of=/root/big bs=1M count=50")).exitCode).toBe(0);
        });
      },
      { diskMiB: 128 },
    );
  });

  it("of processes ends at the pid limit, and we still get in, and can stop it", async () => {
    await lab.withSandbox(
      async (sandbox) => {
        const bomb = execIn(
          sandbox,
          "exec perl -e 'for (1..400) { $pid = fork; exec qw(sleep 300) if defined $pid && !$pid } sleep 300'",
          { inBox: true },
        );
        await until("the pid table is full", async () => (await boxPids(sandbox)) >= 64);
        expect(await boxPids(sandbox)).toBeLessThanOrEqual(64);
        for (let entry = 0; entry < 6; entry++) expect((await execIn(sandbox, "echo in")).stdout.trim()).toBe("in");
        await execIn(sandbox, "pkill -KILL perl; pkill -KILL sleep");
        expect((await bomb).exitCode).toBe(137);
        await until("the table is empty again", async () => (await boxPids(sandbox)) < 5);
        expect(lab.sandboxes.get(sandbox.id)).toBeDefined();
      },
      { pids: 64 },
    );
  });

  it("of memory is killed inside, and the sandbox goes on", async () => {
    await lab.withSandbox(
      async (sandbox) => {
        const hog = await execIn(sandbox, "perl -e '$x = \"x\" x (300 * 1024 * 1024); print length $x'", { inBox: true });
        expect(hog.stdout).toBe("");
        expect(hog.exitCode).not.toBe(0);
        expect((await execIn(sandbox, "cat /proc/1/comm")).stdout.trim()).toBe("catatonit");
        expect(lab.sandboxes.list()[0]?.state).toBe("running");
      },
      { memoryMiB: 128 },
    );
  });

  it("of a memory file system ends with 'no space left', and the first process lives", async () => {
    await lab.withSandbox(
      async (sandbox) => {
        await execIn(sandbox, "dd if=/dev/zero of=/dev/shm/a bs=1M count=500; dd if=/dev/zero of=/tmp/b bs=1M count=500", {
          inBox: true,
        });
        expect((await execIn(sandbox, "rm -f /dev/shm/a /tmp/b; cat /proc/1/comm")).stdout.trim()).toBe("catatonit");
      },
      { memoryMiB: 128 },
    );
  });

  it("of open files ends at the hard limit, which root inside cannot raise", async () => {
    await lab.withSandbox(async (sandbox) => {
      const { stdout } = await execIn(sandbox, "ulimit -Hn; ulimit -n 9999999 2>/dev/null || echo refused");
      const [limit, raised] = stdout.trim().split("\n");
      expect(Number(limit)).toBeLessThanOrEqual(65536);
      expect(raised).toBe("refused");
    });
  });

  it("of frozen processes does not keep a sandbox from being destroyed", async () => {
    await lab.withSandbox(async (sandbox) => {
      await execIn(
        sandbox,
        `sleep 500 > /dev/null 2>&1 < /dev/null & d=/sys/fs/cgroup/freezer; [ -d $d ] || d=/sys/fs/cgroup; mkdir $d/ice; echo $! > $d/ice/cgroup.procs
         echo FROZEN > $d/ice/freezer.state 2>/dev/null || echo 1 > $d/ice/cgroup.freeze`,
        { inBox: true },
      );
    });
    expect(lab.sandboxes.list()).toEqual([]);
  });
});
