import { expect, test } from "@playwright/test";
import {
  attributeOf,
  boxOf,
  expectTold,
  expectTwin,
  explanationOf,
  keepPicture,
  showDiagram,
  watchChanges,
} from "./support/moments.ts";
import { sharedLab } from "./support/shared-lab.ts";
import { runInTerminal } from "./support/workbench.ts";

const lab = sharedLab("fs-01-overlay-by-hand");
const LIMIT = 32 * 1024 * 1024;

/** The same acts on both versions. A v2 group that hands controllers down holds no process itself (cgroups(7)), so the shells move first. */
const VERSIONS = {
  v1: {
    wall: "/sys/fs/cgroup/memory/wall",
    make: "mkdir /sys/fs/cgroup/memory/wall",
    limits: ["memory.limit_in_bytes", "memory.memsw.limit_in_bytes"],
    kills: "sed -n 's/^oom_kill //p' /sys/fs/cgroup/memory/wall/memory.oom_control",
  },
  v2: {
    wall: "/sys/fs/cgroup/wall",
    make: "cd /sys/fs/cgroup; mkdir shells wall; for p in $(cat cgroup.procs); do echo $p > shells/cgroup.procs; done 2>/dev/null; echo +memory > cgroup.subtree_control; cd",
    limits: ["memory.max"],
    kills: "sed -n 's/^oom_kill //p' /sys/fs/cgroup/wall/memory.events",
  },
} as const;

test("the memory wall: what hits it is killed and counted, and the shell survives", async () => {
  const page = lab();
  const place = await showDiagram(page, "cgroups");
  const found = await runInTerminal(page, "test -e /sys/fs/cgroup/cgroup.controllers && echo v2 || echo v1");
  const { wall, make, limits, kills } = VERSIONS[found === "v2" ? "v2" : "v1"];
  await expect(place.locator(".gd-legend")).toContainText(found === "v2" ? "has cgroup v2: one tree" : "has cgroup v1");
  const shell = await runInTerminal(page, "echo $$");
  const root = place.locator('svg [data-key="memory|/"]');
  const [, allowed] = (await attributeOf(root, "data-fact")).split(" ");
  const { y } = await boxOf(root);

  // Before it has a limit of its own, the lab's limit above it is the one that counts.
  expect(await runInTerminal(page, make)).toBe("");
  const cell = place.locator('svg [data-key="memory|/wall"]');
  await expect(cell).toHaveAttribute("data-fact", `- ${allowed} /`);
  await expect(cell.locator(".cg-whose")).toContainText("limit of /");
  await expectTold(place, "The group /wall was made");

  for (const file of limits) await runInTerminal(page, `[ ! -e ${wall}/${file} ] || echo ${LIMIT} > ${wall}/${file}`);
  await expect(cell).toHaveAttribute("data-fact", `${LIMIT} ${LIMIT} /wall`);
  await expect(cell.locator(".cg-event")).toHaveCount(0);
  await expectTold(place, "/wall is limited to 32 MiB of memory");
  await keepPicture(page, "9-before");

  const shown = await watchChanges(place);
  // tail keeps the last line, and /dev/zero has no end of line: it needs more and more memory.
  const hit = await runInTerminal(page, `(echo $BASHPID > ${wall}/cgroup.procs; exec tail /dev/zero); echo "ended with $?"`);
  expect(hit).toContain("ended with 137");
  await expect(cell.locator(".cg-event")).toHaveText("✕ 1 killed");
  await expectTold(place, "1 process in /wall hit the memory limit and was killed");
  expect(await shown()).toContain("memory|/wall oom");
  expect(await runInTerminal(page, kills)).toBe("1");
  expect(await runInTerminal(page, "echo $$")).toBe(shell);
  const told = await explanationOf(place, cell);
  expect(told).toContain("Its own limit is 32 MiB, and that is what binds it.");
  expect(told).toContain("1 process was killed because the memory limit left no room.");
  expect((await boxOf(root)).y).toBe(y);
  await keepPicture(page, "9-after");
  await expectTwin(place, "group");

  await runInTerminal(page, `(echo $BASHPID > ${wall}/cgroup.procs; exec tail /dev/zero)`);
  await expect(cell.locator(".cg-event")).toHaveText("✕ 2 killed");
  expect(await runInTerminal(page, kills)).toBe("2");

  await runInTerminal(page, `until rmdir ${wall}; do sleep 0.1; done`);
  await expect(cell).toHaveCount(0);
  await expectTold(place, "The group /wall was removed");
});
