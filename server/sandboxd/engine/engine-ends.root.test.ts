import { readdir, readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withEngineDefaults } from "../../../lib/contract/sandbox.ts";
import type { RunningSandbox } from "../runtime/running-sandbox.ts";
import { openSandboxes } from "../sandboxes/sandboxes.ts";
import { boxPids, execIn, openTestLab, type TestLab, testLog, until } from "../sandboxes/test-support.ts";
import { NOTHING, traces } from "../sandboxes/traces.ts";
import { run } from "../system/run.ts";
import { IMPORT_BUSYBOX } from "./test-image.ts";

let lab: TestLab;
beforeAll(async () => {
  lab = await openTestLab();
});
afterAll(() => lab?.[Symbol.asyncDispose]());

const docker = (sizes = {}) => withEngineDefaults({ engine: "docker" as const, ...sizes });

/** Runs a script as the student would. @throws with what it said when it does not exit 0 */
async function inside(sandbox: RunningSandbox, script: string): Promise<string> {
  const { exitCode, stdout, stderr } = await execIn(sandbox, `set -e\n${script}`, { inBox: true, timeoutMs: 60_000 });
  expect({ exitCode, stderr: exitCode === 0 ? "" : stderr }).toEqual({ exitCode: 0, stderr: "" });
  return stdout.trim();
}

/** Inode numbers of the network namespaces that processes of the host, its sandboxes included, are in. */
async function networkNamespaces(): Promise<number> {
  return (await run("lsns", ["--type", "net", "--output", "NS", "--noheadings"])).stdout.trim().split("\n").length;
}

describe("a sandbox that is destroyed while its containers run", () => {
  it("leaves no mount, cgroup, namespace, link, subvolume or process on the host", async () => {
    const links = await readdir("/sys/class/net");
    const namespaces = await networkNamespaces();
    await lab.withSandbox(async (sandbox) => {
      await inside(
        sandbox,
        `${IMPORT_BUSYBOX}
         docker network create blue
         docker network create -d macvlan --subnet 10.99.0.0/24 -o parent=eth0 flat
         docker volume create kept
         for n in 1 2 3; do docker run -d --network blue --memory 32m -v kept:/kept -p 80$n:80 bb:1 sleep 1000; done
         docker run -d --network flat --privileged bb:1 sleep 1000
         btrfs subvolume create /var/lib/docker/mine 2> /dev/null || mkdir /var/lib/docker/mine
         docker pause $(docker ps -q | head -1)`,
      );
      expect(await networkNamespaces()).toBeGreaterThan(namespaces + 3);
    }, docker());
    expect(await traces(lab.settings)).toEqual(NOTHING);
    expect(await readdir("/sys/class/net")).toEqual(expect.arrayContaining(links));
    await until("their namespaces are gone", async () => (await networkNamespaces()) <= namespaces);
  });

  it("gives its disk back", async () => {
    // Templates of images stay, for the next sandbox.
    const list = async () => (await run("btrfs", ["subvolume", "list", `${lab.settings.state}/pool`])).stdout.split("\n");
    const used = async () => (await list()).filter((line) => line.includes(" path sandboxes/"));
    await lab.withSandbox(async (sandbox) => inside(sandbox, IMPORT_BUSYBOX), docker());
    expect(await used()).toEqual([]);
  });
});

describe("a new sandboxd", () => {
  it("takes over a sandbox with its dockerd and its containers running", async () => {
    const { id } = await lab.sandboxes.create({ owner: "test", purpose: "adopt", profile: lab.profile(docker()) });
    await inside(lab.sandboxes.get(id)!, `${IMPORT_BUSYBOX} docker run -d --name lasting bb:1 sleep 1000`);
    await lab.sandboxes.close({ destroyAll: false });
    lab.sandboxes = await openSandboxes(lab.settings, { onChanged: () => undefined, log: testLog });
    await lab.sandboxes.adopt();
    expect(await inside(lab.sandboxes.get(id)!, "docker inspect -f '{{.State.Running}}' lasting")).toBe("true");
    await lab.sandboxes.destroy(id);
  });
});

describe("a container that floods", () => {
  it("with processes fills its sandbox's table, and we still get in and can stop it", async () => {
    await lab.withSandbox(
      async (sandbox) => {
        await inside(sandbox, `${IMPORT_BUSYBOX}`);
        // The shell that is refused a fork ends; what it started stays, and PID 1 of the container does not fork.
        await inside(sandbox, "docker run -d bb:1 sh -c '(while :; do sleep 1000 & done) & exec sleep 1000'");
        await until("the pid table is full", async () => (await boxPids(sandbox)) >= 250, 20_000);
        expect(await boxPids(sandbox)).toBeLessThanOrEqual(256);
        expect((await execIn(sandbox, "echo in")).stdout.trim()).toBe("in");
        await execIn(sandbox, "pkill -KILL -f 'sleep 1000'");
        await until("the table has room again", async () => (await boxPids(sandbox)) < 100);
        expect(lab.sandboxes.get(sandbox.id)).toBeDefined();
      },
      docker({ pids: 256 }),
    );
  });

  it("with memory, without a limit of its own, dies at its sandbox's; dockerd or at least the sandbox lives", async () => {
    await lab.withSandbox(
      async (sandbox) => {
        await inside(sandbox, IMPORT_BUSYBOX);
        const hog = await execIn(sandbox, "docker run --name hog bb:1 dd if=/dev/zero of=/dev/null bs=900M count=1", {
          inBox: true,
        });
        expect(hog.exitCode).not.toBe(0);
        expect((await execIn(sandbox, "cat /proc/1/comm")).stdout.trim()).toBe("catatonit");
        expect(await inside(sandbox, "service docker start > /dev/null; docker version -f '{{.Server.Version}}'")).toMatch(
          /^26\./,
        );
      },
      docker({ memoryMiB: 512 }),
    );
  });

  it("with files ends at its sandbox's disk quota", async () => {
    await lab.withSandbox(
      async (sandbox) => {
        await inside(sandbox, IMPORT_BUSYBOX);
        const { exitCode, stderr } = await execIn(sandbox, "docker run --rm bb:1 dd if=/dev/zero of=/big bs=1M count=600", {
          inBox: true,
        });
        expect({ exitCode, quota: stderr.includes("quota exceeded") }).toEqual({ exitCode: 1, quota: true });
        expect(await inside(sandbox, "docker run --rm bb:1 echo alive")).toBe("alive");
      },
      docker({ diskMiB: 256 }),
    );
  });
});

describe("a privileged container", () => {
  it("reaches no further than the sandbox's root: what is global stays as it is, and the host's disk and processes out of reach", async () => {
    const knobs = ["/proc/sys/vm/swappiness", "/proc/sys/kernel/core_pattern", "/proc/sys/kernel/pid_max"];
    const readKnobs = () => Promise.all(knobs.map((path) => readFile(path, "utf8")));
    const before = await readKnobs();
    await lab.withSandbox(async (sandbox) => {
      await inside(sandbox, IMPORT_BUSYBOX);
      const attempts = [
        ...knobs.map((path) => `echo 77 > ${path}`),
        "busybox mknod /tmp/disk b 254 0 && dd if=/tmp/disk of=/dev/null bs=512 count=1",
        "busybox mknod /tmp/mem c 1 1 && dd if=/tmp/mem of=/dev/null bs=1 count=1",
        // The process that runs this test; the brackets keep grep from finding itself.
        "ps | busybox grep -q 'vites[t]'",
        `busybox ls /proc/1/root${lab.settings.state}`,
      ];
      const script = attempts.map((attempt, index) => `(${attempt}) 2> /dev/null && echo escaped ${index}`).join("; ");
      await inside(sandbox, `cat > /root/attempts.sh <<'EOF'\n${script}; echo tried\nEOF`);
      const ran = await inside(
        sandbox,
        "docker run --rm --privileged --pid host --network host -v /:/sandbox -v /root:/root bb:1 sh /root/attempts.sh",
      );
      expect(ran).toBe("tried");
    }, docker());
    expect(await readKnobs()).toEqual(before);
  });
});
