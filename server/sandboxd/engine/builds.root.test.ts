import { afterAll, beforeAll, expect, it } from "vitest";
import type { DockerBuild } from "../../../lib/contract/kernel/docker-build.ts";
import { withEngineDefaults } from "../../../lib/contract/sandbox.ts";
import { type Kernel, openKernel } from "../kernel/open-kernel.ts";
import type { RunningSandbox } from "../runtime/running-sandbox.ts";
import { execIn, openTestLab, type TestLab, until } from "../sandboxes/test-support.ts";
import { IMPORT_BUSYBOX } from "./test-image.ts";

let lab: TestLab;
let sandbox: RunningSandbox;
let kernel: Kernel;
beforeAll(async () => {
  lab = await openTestLab();
  const profile = lab.profile(withEngineDefaults({ engine: "docker" as const }));
  const { id } = await lab.sandboxes.create({ owner: "test", purpose: "builds", profile });
  sandbox = lab.sandboxes.get(id)!;
  kernel = openKernel({
    toolsRoot: `${lab.settings.cache}/rootfs-current`,
    sandboxOf: (which) => lab.sandboxes.get(which),
    onUpdate: () => undefined,
    onConfirmed: () => undefined,
    onExpect: () => undefined,
    onTrace: () => undefined,
    log: () => undefined,
  });
  await inside(`${IMPORT_BUSYBOX}
    mkdir /root/app; cd /root/app; echo one > file
    printf 'FROM bb:1 AS made\\nRUN echo 1 > /one\\nCOPY file /app/\\nRUN head -c 70000 /dev/zero > /big\\nFROM scratch\\nCOPY --from=made /big /big\\nENV A=1\\n' > Dockerfile`);
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
const docker = async () => (await kernel.read(sandbox.id, ["docker"])).docker!;

type Vertex = { name: string; cached?: boolean; completed?: string; error?: string };
/** What the build told its own client: the states of steps by name, those of FROM and of the builder's own work left out. */
function toldBy(rawjson: string): Record<string, string> {
  const told: Record<string, string> = {};
  // One object after another, each closed by a brace at the beginning of a line.
  for (const text of rawjson.split(/(?<=^\})\n/m).filter((part) => part.trim() !== ""))
    for (const { name, cached, completed, error } of (JSON.parse(text) as { vertexes?: Vertex[] }).vertexes ?? []) {
      if (!/^\[.*\d+\/\d+\] (?!FROM)/.test(name) || (!cached && !completed)) continue;
      told[name] = error ? "failed" : cached || told[name] === "cached" ? "cached" : "ran";
    }
  return told;
}
const read = ({ steps }: DockerBuild) =>
  Object.fromEntries(steps!.filter(({ state }) => state !== "base").map(({ name, state }) => [name, state]));
const build = (more = "") => inside(`cd /root/app; docker build --progress=rawjson -t app ${more} . 2>&1`);

it("each build is read from outside as its own client was told of it, and where the cache breaks", async () => {
  const told = [toldBy(await build()), toldBy(await build())];
  await inside("echo two > /root/app/file");
  told.push(toldBy(await build()));
  expect(told.map((one) => Object.values(one).filter((state) => state === "cached").length)).toEqual([0, 4, 2]);
  const { builds } = await docker();
  expect(builds.map(read)).toEqual(told.toReversed());
  expect(builds.map(({ broke, steps }) => broke !== null && steps![broke]!.instruction)).toEqual([
    "COPY file /app/",
    false,
    "RUN echo 1 > /one",
  ]);
  expect(builds[0]!.image).toBe(await inside("docker inspect -f '{{.Id}}' app"));
  expect(builds[0]!.names).toEqual(["app:latest"]);
  expect(builds[0]!.steps!.at(-1)).toMatchObject({ instruction: "COPY --from=made /big /big", bytes: 70_000 });
});

it("while RUN runs, its command is told by the kernel, and afterwards that it failed", async () => {
  await inside(`cd /root/app; printf 'FROM bb:1\\nRUN sleep 3; false\\n' > Bad
    docker build -q -f Bad . > /dev/null 2>&1 &`);
  const building = await until("the step runs", async () => (await docker()).building[0]);
  expect(building.command).toBe("/bin/sh -c sleep 3; false");
  const failed = await until("the build has ended", async () => (await docker()).builds.find(({ file }) => file === "Bad"));
  expect(failed).toMatchObject({
    image: null,
    broke: 1,
    steps: [{ state: "base" }, { state: "failed", instruction: "RUN sleep 3; false" }],
  });
  expect((await docker()).building).toEqual([]);
});
