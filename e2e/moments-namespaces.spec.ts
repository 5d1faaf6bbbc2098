import { expect, test } from "@playwright/test";
import {
  attributeOf,
  boxOf,
  expectInside,
  expectTold,
  expectTwin,
  explanationOf,
  factsOf,
  keepPicture,
  marks,
  showDiagram,
  watchChanges,
} from "./support/moments.ts";
import { sharedLab } from "./support/shared-lab.ts";
import { runInTerminal } from "./support/workbench.ts";

const lab = sharedLab("fs-01-overlay-by-hand");

test("PID 1 is also another number: killed from outside, everything in its pid namespace goes with it", async () => {
  const page = lab();
  const place = await showDiagram(page, "namespaces");
  const shell = marks(place, "row", await runInTerminal(page, "echo $$"));
  const { y } = await boxOf(shell);
  const nested = async () => (await factsOf(place, "row")).filter((fact) => fact.includes(" "));
  expect(await nested()).toEqual([]);

  await runInTerminal(page, "(unshare --pid --fork --mount-proc bash -c 'sleep 4711 & sleep 4712 & wait' &)");
  await expect.poll(async () => (await nested()).length).toBe(3);
  const rows = (await nested()).map((fact) => fact.split(" ").map(Number));
  expect(rows.map(([, inside]) => inside).sort()).toEqual([1, 2, 3]);
  const outside = rows.find(([, inside]) => inside === 1)?.[0];
  // ps in there knows the inner numbers only; pgrep out here the outer ones.
  const inside = await runInTerminal(page, `nsenter -t ${outside} -p -m ps -e -o pid=,args= | grep -E '[0-9] sleep 47'`);
  const numbers = (text: string) => text.split("\n").map((line) => Number(line.trim().split(" ")[0]));
  const outer = numbers(await runInTerminal(page, "pgrep -a sleep | grep 'sleep 47'"));
  const pairs = rows.filter(([, number]) => number !== 1).sort(([a], [b]) => a! - b!);
  expect(pairs).toEqual(outer.map((pid, at) => [pid, numbers(inside)[at]]));

  const frame = place.locator("[data-key-frame]");
  await expect(frame).toHaveCount(1);
  for (const [pid, number] of rows) {
    const row = marks(place, "row", `${pid} ${number}`);
    await expect(row.locator(".ns-pid")).toHaveText([String(pid), String(number)]);
    await expectInside(row.locator(".ns-pid").nth(1), frame);
  }
  expect(await explanationOf(place, marks(place, "row", `${outside} 1`))).toContain("one process, 2 numbers");
  await keepPicture(page, "7-before");
  await expectTwin(place, "row");

  await runInTerminal(page, `kill -KILL ${outside}`);
  await expect.poll(nested).toEqual([]);
  await expect(frame).toHaveCount(0);
  await expectTold(place, `Process ${outside} ended: bash -c`);
  for (const pid of outer) await expectTold(place, `Process ${pid} ended: sleep 47`);
  await expectTold(place, /^The pid namespace .* is gone/);
  expect(await runInTerminal(page, "pgrep -a sleep | grep 'sleep 47'")).toBe("");
  expect((await boxOf(shell)).y).toBe(y);
  await keepPicture(page, "7-after");
});

test("a namespace outlives its process: a mount keeps it, and unmounting dissolves it", async () => {
  const page = lab();
  const place = await showDiagram(page, "namespaces");
  const own = await attributeOf(marks(place, "chip").locator("visible=true").first(), "data-key");
  expect(own).toMatch(/^chip\|/);
  await runInTerminal(page, "touch /run/kept; (unshare --uts=/run/kept sh -c 'hostname kept; exec sleep 4711' &)");
  const pid = await runInTerminal(page, "until pgrep -f '^sleep 4711'; do sleep 0.1; done");
  const process = (await attributeOf(marks(place, "row", pid), "data-key")).slice("row|".length);
  const chip = place.locator(`svg [data-key=${JSON.stringify(`chip|${process}|uts`)}]`);
  const key = await attributeOf(chip, "data-fact");
  // The same in no other row: it is a namespace apart.
  await expect(place.locator(`svg [data-key^="chip|"][data-fact=${JSON.stringify(key)}]`)).toHaveCount(1);
  const [inode = ""] = /uts:\[\d+\]/.exec(await runInTerminal(page, `readlink /proc/${pid}/ns/uts`)) ?? [];
  await expect.poll(() => explanationOf(place, chip)).toContain("Its hostname is kept.");
  expect(await explanationOf(place, chip)).toContain(inode);
  const shelf = marks(place, "shelf", key);
  await expect(shelf).toHaveCount(0);
  await keepPicture(page, "8-before");

  const shown = await watchChanges(place);
  await runInTerminal(page, `kill ${pid}`);
  await expect(shelf).toHaveCount(1);
  await expect(chip).toHaveCount(0);
  await expectTold(place, /^The last process left the uts namespace .*, and it is still there/);
  expect(await shown()).toContain(`shelf|${key} outlives`);
  const kept = await explanationOf(place, shelf);
  expect(kept).toContain("Kept alive by the mount /run/kept.");
  expect(kept).toContain(inode);
  expect(await runInTerminal(page, "findmnt -n -o SOURCE /run/kept")).toBe(`nsfs[${inode}]`);
  await keepPicture(page, "8-kept");
  // It can be entered again, and is still what it was.
  expect(await runInTerminal(page, "nsenter --uts=/run/kept hostname")).toBe("kept");
  await expect(shelf).toHaveCount(1);

  await runInTerminal(page, "umount /run/kept");
  await expect(shelf).toHaveCount(0);
  await expectTold(place, /^The uts namespace .* is gone: nothing kept it any more/);
  await keepPicture(page, "8-after");
});
