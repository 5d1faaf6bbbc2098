import { expect, test } from "@playwright/test";
import { expectTile, tile } from "./support/diagram.ts";
import { expectTold, explanationOf, keepPicture, showDiagram } from "./support/moments.ts";
import { sharedLab } from "./support/shared-lab.ts";
import { runInTerminal } from "./support/workbench.ts";

const lab = sharedLab("fs-01-overlay-by-hand");
// Without userxattr, root in a user namespace may not mark a directory opaque, and the rmdir fails (overlayfs.rst, "User xattr").
const mount = "mount -t overlay overlay -o lowerdir=l,upperdir=u,workdir=w,userxattr m";

test("deleting creates something: a whiteout, and then the curtain of an opaque directory", async () => {
  const page = lab();
  const place = await showDiagram(page, "layers");
  await runInTerminal(page, "mkdir -p /root/one/{l/d,u,w,m} && cd /root/one && echo 1 > l/b && echo 1 > l/d/x");
  await runInTerminal(page, mount);
  await expectTile(page, "b|1|file|seen");
  expect(await runInTerminal(page, "ls -A u")).toBe("");

  await runInTerminal(page, "rm m/b");
  await expectTile(page, "b|0|whiteout|whiteout");
  await expectTile(page, "b|1|file|under");
  await expectTold(place, "b was deleted: a whiteout in upper now hides the lower copy");
  expect(await runInTerminal(page, "stat -c '%F %t,%T' u/b")).toBe("character special file 0,0");
  expect(await runInTerminal(page, "cat l/b")).toBe("1");
  expect(await explanationOf(place, tile(page, "b|0|whiteout|whiteout"))).toContain("This is a whiteout");
  await keepPicture(page, "1-whiteout");

  const curtain = place.locator('svg [data-curtain="d"]');
  await expect(curtain).toHaveCount(0);
  await runInTerminal(page, "rm -r m/d; mkdir m/d");
  await expect(curtain).toHaveCount(1);
  await expectTold(place, "d became opaque");
  await expectTold(place, "d/x can no longer be seen: it still lies in lower 1, but a directory above it is deleted or opaque.");
  expect(await runInTerminal(page, "ls -A m/d; cat l/d/x")).toBe("1");
  await keepPicture(page, "1-curtain");
  await runInTerminal(page, "cd; umount /root/one/m");
});

test("one byte of metadata costs a whole file: the lower one stays, a copy of 50 MB lies in upper", async () => {
  const page = lab();
  const place = await showDiagram(page, "layers");
  await runInTerminal(page, "mkdir -p /root/big/{l,u,w,m} && cd /root/big && head -c 50MB /dev/urandom > l/big");
  await runInTerminal(page, mount);
  await expectTile(page, "big|1|file|seen");
  expect(await runInTerminal(page, "ls -A u")).toBe("");

  await runInTerminal(page, "chmod 600 m/big");
  await expectTile(page, "big|0|file|seen");
  await expectTile(page, "big|1|file|under");
  await expect(tile(page, "big|0|file|seen")).toContainText("50 MB");
  await expectTold(place, "big was copied up from lower 1 to upper by way of work; the lower copy stays.");
  expect(await runInTerminal(page, "stat -c '%a %s %n' l/big u/big")).toBe("644 50000000 l/big\n600 50000000 u/big");
  expect(await runInTerminal(page, "cmp l/big u/big && echo same")).toBe("same");
  await keepPicture(page, "2-copy-up");
  await runInTerminal(page, "cd; umount /root/big/m");
});

test("unmounting collapses the illusion: merged is gone, and the layers are plain directories", async () => {
  const page = lab();
  const place = await showDiagram(page, "layers");
  await runInTerminal(page, "mkdir -p /root/three/{l,u,w,m} && cd /root/three && echo 1 > l/a && echo 1 > l/b");
  await runInTerminal(page, `${mount}; rm m/b; echo 0 > m/c`);
  await expectTile(page, "b|0|whiteout|whiteout");
  await expectTile(page, "c|0|file|seen");
  await keepPicture(page, "3-before");

  await runInTerminal(page, "umount m");
  await expect(place.locator("svg [data-fact^='b|']")).toHaveCount(0);
  await expectTold(place, "The overlay at /root/three/m was unmounted; its layers are plain directories again.");
  expect(await runInTerminal(page, "ls -A m")).toBe("");
  expect(await runInTerminal(page, "ls u")).toBe("b  c");
  expect(await runInTerminal(page, "stat -c %F u/b")).toBe("character special file");
  await keepPicture(page, "3-after");
  await runInTerminal(page, "cd");
});
