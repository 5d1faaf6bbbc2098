import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type SandboxProfile, withEngineDefaults } from "../../../lib/contract/sandbox.ts";
import { toAddressPlan } from "../network/address-plan.ts";
import type { RunningSandbox } from "../runtime/running-sandbox.ts";
import { execIn, openTestLab, type TestLab, until } from "../sandboxes/test-support.ts";
import { findQuota } from "../storage/read-quota.ts";
import { run } from "../system/run.ts";
import { IMPORT_BUSYBOX } from "./test-image.ts";

let lab: TestLab;
let registry: ChildProcess;
let directory: string;
const docker = (images: string[] = []): Partial<SandboxProfile> => withEngineDefaults({ engine: "docker" as const, images });

/** A registry of the test's own, which takes pushes, and one image in it. */
beforeAll(async () => {
  // What is wanted is made ready only where sandboxes are.
  lab = await openTestLab({ ready: 1 });
  directory = await mkdtemp(join(tmpdir(), "glassbox-templates-"));
  const address = `${toAddressPlan(lab.settings.name, lab.settings.subnet).gateway}:${lab.settings.registryPort}`;
  const config = {
    version: 0.1,
    log: { level: "error" },
    storage: { filesystem: { rootdirectory: directory } },
    http: { addr: address },
  };
  await writeFile(join(directory, "config.json"), JSON.stringify(config));
  registry = spawn("docker-registry", ["serve", join(directory, "config.json")], { stdio: "ignore" });
  await until("the registry answers", () =>
    fetch(`http://${address}/v2/`)
      .then(({ ok }) => ok)
      .catch(() => false),
  );
  const push = `${IMPORT_BUSYBOX}\ndocker tag bb:1 ${address}/library/bb:1\ndocker push ${address}/library/bb:1`;
  await lab.withSandbox((sandbox) => inside(sandbox, push), docker());
}, 120_000);

afterAll(async () => {
  if (registry !== undefined) {
    const ended = once(registry, "exit");
    registry.kill("SIGTERM");
    await ended;
  }
  await rm(directory, { recursive: true, force: true });
  await lab?.[Symbol.asyncDispose]();
});

async function inside(sandbox: RunningSandbox, script: string): Promise<string> {
  const { exitCode, stdout, stderr } = await execIn(sandbox, `set -e\n${script}`, { inBox: true, timeoutMs: 60_000 });
  expect({ exitCode, stderr: exitCode === 0 ? "" : stderr }).toEqual({ exitCode: 0, stderr: "" });
  return stdout.trim();
}

const templates = () => readdir(`${lab.settings.state}/pool/templates`);
const ID = "docker image inspect -f '{{.Id}}' bb:1; cat /var/lib/docker/engine-id; docker network inspect -f '{{.Id}}' bridge";

it("an engine has the images of its lab from the start, and they belong to the sandbox's root", async () => {
  const said = await lab.withSandbox(
    async (sandbox) => {
      // What the image's files are owned by is what root inside sees, and a container of it writes and deletes as any other.
      expect(await inside(sandbox, "docker image ls -q | wc -l; stat -c %u /var/lib/docker/overlay2/*/diff/bin/busybox")).toBe(
        "1\n0",
      );
      expect(
        await inside(
          sandbox,
          "docker run --rm bb:1 sh -c 'echo mine > /bin/new; rm /bin/busybox; /bin/cat /bin/new || echo gone'",
        ),
      ).toBe("gone");
      await inside(sandbox, "docker run --name it bb:1 touch /made; docker commit it bb:2; docker run --rm bb:2 ls /made");
      return inside(sandbox, ID);
    },
    docker(["bb:1"]),
  );
  expect(lab.changes.map(({ detail }) => detail)).toContain("loading the images of this lab, once for everybody");
  expect(await templates()).toHaveLength(1);

  // What one did to its own is not in the next; the engine of each is itself.
  const before = lab.changes.length;
  const next = await lab.withSandbox((sandbox) => inside(sandbox, `docker image ls -q | wc -l; ${ID}`), docker(["bb:1"]));
  expect(next.split("\n")[0]).toBe("1");
  const [image, engine, bridge] = said.split("\n");
  expect(next).toContain(image!);
  expect(next).not.toContain(engine!);
  expect(next).not.toContain(bridge!);
  expect(lab.changes.slice(before).map(({ detail }) => detail)).not.toContain(
    "loading the images of this lab, once for everybody",
  );
}, 120_000);

it("the images of a template lie on the disk once, however many sandboxes begin with them", async () => {
  const own = (images: string[]) =>
    lab.withSandbox(async (sandbox) => {
      const { state } = lab.settings;
      await run("btrfs", ["filesystem", "sync", `${state}/pool`]);
      const quota = await findQuota(`${state}/pool.img`, `${state}/pool/sandboxes/${sandbox.body}`);
      return Number(await readFile(`${quota}/exclusive`, "utf8"));
    }, docker(images));
  const [without, withImage] = [await own([]), await own(["bb:1"])];
  const kib = (bytes: number) => Math.round(bytes / 1024);
  console.info(`disk of an idle sandbox alone: ${kib(without)} KiB without, ${kib(withImage)} KiB with an image`);
  // The image is 2 MiB.
  expect(withImage - without).toBeLessThan(1024 ** 2);
}, 60_000);

it("an image that nobody can pull costs the lab nothing but the image", async () => {
  await lab.withSandbox(
    async (sandbox) => expect(await inside(sandbox, "docker image ls -q | wc -l")).toBe("0"),
    docker(["bb:9"]),
  );
}, 60_000);

it("what is wanted is made before anybody asks, and again when the image is another", async () => {
  const before = await templates();
  const push = `${IMPORT_BUSYBOX}\ndocker tag bb:1 $(ip -4 route | awk '/default/ { print $3 }'):${lab.settings.registryPort}/library/bb:1`;
  await lab.withSandbox(
    (sandbox) => inside(sandbox, `${push}\ndocker push -q $(docker image ls --format '{{.Repository}}:{{.Tag}}' | grep library)`),
    docker(),
  );
  // Another image under the same name: the template of the one before is of no use any more.
  lab.sandboxes.wantImages([["bb:1"]]);
  await until(
    "it is made anew, and the old one is gone",
    async () => {
      const now = await templates();
      return now.length === 1 && now[0] !== before[0] && !now[0]!.endsWith(".new");
    },
    60_000,
  );
}, 120_000);
