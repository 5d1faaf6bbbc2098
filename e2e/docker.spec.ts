import { expect, type Locator, type Page, test } from "@playwright/test";
import { expectTile, tile } from "./support/diagram.ts";
import {
  attributeOf,
  boxOf,
  expectInside,
  expectTwin,
  explanationOf,
  keepPicture,
  marks,
  showDiagram,
} from "./support/moments.ts";
import { sharedLab } from "./support/shared-lab.ts";
import { runInTerminal } from "./support/workbench.ts";

const lab = sharedLab("fs-04-docker-layers-on-disk");

/** A container that sleeps; the first one pulls its image. */
const startBox = (page: Page, name: string): Promise<string> =>
  runInTerminal(page, `docker run -d --init --name ${name} busybox sleep 1d > /dev/null`);
const removeBoxes = (page: Page): Promise<string> => runInTerminal(page, "docker rm -f $(docker ps -aq) > /dev/null");

test("merged appears when a container starts, and what is put into its UpperDir from outside is in it", async () => {
  const page = lab();
  const place = await showDiagram(page, "layers");
  await runInTerminal(page, "docker pull -q busybox > /dev/null; docker create --name box busybox sleep 1d > /dev/null");
  expect(await runInTerminal(page, "ls -d /var/lib/docker/overlay2/*/merged 2> /dev/null")).toBe("");
  await expect(place.getByText("docker:box")).toHaveCount(0);

  await runInTerminal(page, "docker start box > /dev/null");
  expect(await runInTerminal(page, "ls -d /var/lib/docker/overlay2/*/merged | wc -l")).toBe("1");
  const upper = place.locator(".gd-slab-label").filter({ hasText: "docker:box" }).first();
  await expect(upper).toBeVisible();
  await expect(place.locator(".gd-slab-label[aria-label*='docker:box -init']")).toHaveCount(1);
  await expect(tile(page, "note|0|file|seen")).toHaveCount(0);

  await runInTerminal(page, "touch $(docker inspect -f '{{.GraphDriver.Data.UpperDir}}' box)/note");
  await expectTile(page, "note|0|file|seen");
  expect(await runInTerminal(page, "docker exec box ls /note")).toBe("/note");
  await keepPicture(page, "docker-layers");
  await removeBoxes(page);
  await expect(place.getByText("docker:box")).toHaveCount(0);
});

const namespaceNamed = (place: Locator, name: string): Locator =>
  place.locator(`svg [data-key^="netns|"][data-fact^=${JSON.stringify(`netns|${name}|`)}]`);

test("the two ends of each container's cable are joined exactly as iflink says", async () => {
  const page = lab();
  const place = await showDiagram(page, "network");
  const joined: string[] = [];
  for (const name of ["one", "two"]) {
    await startBox(page, name);
    const [inside, outside] = (await runInTerminal(page, `docker exec ${name} cat /sys/class/net/eth0/{ifindex,iflink}`)).split(
      "\n",
    );
    const veth = await runInTerminal(page, `grep -lx ${outside} /sys/class/net/*/ifindex | cut -d/ -f5`);
    const far = place.locator(`svg [data-key^="link|"][data-fact^="veth|${veth}|${outside}|"]`);
    const box = namespaceNamed(place, `docker:${name}`);
    await expect(box).toHaveCount(1);
    const key = await attributeOf(box, "data-key");
    const near = place.locator(
      `svg [data-key^="link|"][data-fact^="veth|eth0|${inside}|"][data-fact*=${JSON.stringify(`|${key.replace(/^netns\|/, "")}|`)}]`,
    );
    await expectInside(near.locator(".nw-face"), box.locator(".nw-box").last());
    const ends = [await attributeOf(near, "data-key"), await attributeOf(far, "data-key")].map((mark) =>
      mark.slice("link|".length),
    );
    joined.push(ends.sort().join(" "));
  }
  const drawn = await marks(place, "cable").evaluateAll((all) =>
    all.map((cable) => (cable.getAttribute("data-fact") ?? "").split("|").slice(1).sort().join(" ")),
  );
  expect(drawn).toEqual(expect.arrayContaining(joined));
  await expectTwin(place, "cable", "Cables");
  await keepPicture(page, "docker-network");
  await removeBoxes(page);
});

test("a container is a process with namespaces of its own below its shim, under the name the engine gave it", async () => {
  const page = lab();
  const place = await showDiagram(page, "namespaces");
  await startBox(page, "seen");
  const pid = await runInTerminal(page, "docker inspect -f '{{.State.Pid}}' seen");
  const row = marks(place, "row", `${pid} 1`);
  await expect(row).toContainText("docker:seen");
  const parent = await runInTerminal(page, `ps -o ppid= -p ${pid} | tr -d ' '`);
  const shim = marks(place, "row", parent);
  await expect(shim).toContainText("containerd-shim");
  // A child's row is drawn below its parent's.
  await expect.poll(async () => (await boxOf(row)).y).toBeGreaterThan((await boxOf(shim)).y);
  expect(await explanationOf(place, row)).toContain("It has its own pid, net, mnt, uts and ipc");
  await keepPicture(page, "docker-namespaces");
  await removeBoxes(page);
  await expect(row).toHaveCount(0);
});
