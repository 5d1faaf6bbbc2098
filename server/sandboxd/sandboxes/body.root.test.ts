import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createScripts } from "../checks/scripts.ts";
import { StudentCommand } from "../commands/student-command.ts";
import { toObserved } from "../kernel/observed-sandbox.ts";
import { createScanner } from "../kernel/processes/scanner.ts";
import { openSandboxes } from "./sandboxes.ts";
import { boxPids, execIn, openTestLab, type TestLab, testLog, until } from "./test-support.ts";
import { NOTHING, traces } from "./traces.ts";

let lab: TestLab;
beforeAll(async () => {
  lab = await openTestLab();
});
afterAll(() => lab?.[Symbol.asyncDispose]());

const ID = "bodyswapped2";

it("a sandbox that was given another id than it was made under is the same to shells, scripts, readers and whoever frees it", async () => {
  const { id: body } = await lab.sandboxes.create({ owner: "", purpose: "", profile: lab.profile() });
  await execIn(lab.sandboxes.get(body)!, "echo kept > /root/note");
  await lab.sandboxes.close({ destroyAll: false });
  const file = `${lab.settings.state}/sandboxes/${body}.json`;
  await writeFile(file, JSON.stringify({ ...JSON.parse(await readFile(file, "utf8")), id: ID, owner: "ann" }));
  lab.sandboxes = await openSandboxes(lab.settings, { onChanged: () => undefined, log: testLog });
  await lab.sandboxes.adopt();
  expect(lab.sandboxes.list()).toMatchObject([{ id: ID, owner: "ann", state: "running" }]);
  const sandbox = lab.sandboxes.get(ID)!;

  expect((await execIn(sandbox, "cat /root/note", { inBox: true })).stdout).toBe("kept\n");
  expect((await sandbox.readDisk())?.limitBytes).toBe(sandbox.profile.diskMiB * 1024 ** 2);
  using reading = createScanner(toObserved(sandbox)).begin();
  const init = reading.processes().find(({ hostPid }) => hostPid === sandbox.initPid)!;
  expect(new Set(Object.values(init.info.cgroups))).toEqual(new Set(["/"]));

  const directory = await mkdtemp(`${tmpdir()}/glassbox-body-`);
  try {
    const outcome = await createScripts(directory).run(sandbox, { script: "cat /root/note", env: {}, timeoutSeconds: 10 });
    expect(outcome).toMatchObject({ exitCode: 0, stdout: "kept\n" });
    // Ending a session looks for its processes by their cgroup.
    const before = await boxPids(sandbox);
    const command = new StudentCommand(sandbox, ["sleep", "1000"], `${directory}/command.pid`);
    await until("it runs in the box", async () => (await boxPids(sandbox)) > before);
    await command.close();
    await until("it has ended", async () => (await boxPids(sandbox)) === before);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
  await lab.sandboxes.destroy(ID);
  expect(await traces(lab.settings)).toEqual(NOTHING);
});
