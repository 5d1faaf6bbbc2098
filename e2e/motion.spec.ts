import { expect, type Page, test } from "@playwright/test";
import { countAnimations, runningAnimations, startedAnimations } from "./support/animations.ts";
import { expectTile, tile } from "./support/diagram.ts";
import { openLab, runInTerminal } from "./support/workbench.ts";

async function openWithOverlay(page: Page): Promise<void> {
  await countAnimations(page);
  await openLab(page, "fs-01-overlay-by-hand");
  await runInTerminal(page, "cd /root && mkdir l u w m && touch l/one l/two");
  await runInTerminal(page, "mount -t overlay overlay -o lowerdir=l,upperdir=u,workdir=w m");
  await expectTile(page, "one|1|file|seen");
}

/** The age that the live badge shows, in seconds: it falls when a reading has confirmed the picture. */
const age = async (page: Page): Promise<number> =>
  Number(/[\d.]+/.exec((await page.locator(".gd-badge").textContent()) ?? "")?.[0]);

test("a change moves; a first paint and an unchanged snapshot move nothing", async ({ page }) => {
  await openWithOverlay(page);
  const before = await startedAnimations(page);
  await runInTerminal(page, "rm m/one");
  await expectTile(page, "one|0|whiteout|whiteout");
  await expect.poll(() => startedAnimations(page)).toBeGreaterThan(before);

  await page.reload();
  await expectTile(page, "one|0|whiteout|whiteout");
  expect(await runningAnimations(page)).toBe(0);
  await runInTerminal(page, "cat m/two l/one; ls -lR u m");
  for (let confirmations = 0; confirmations < 2; confirmations += 1) {
    let last = await age(page);
    await expect
      .poll(async () => {
        const now = await age(page);
        const confirmed = now < last;
        last = now;
        return confirmed;
      })
      .toBe(true);
  }
  expect(await startedAnimations(page)).toBe(0);
  expect(await runningAnimations(page)).toBe(0);
});

test.describe("for who asked for less motion", () => {
  test.use({ contextOptions: { reducedMotion: "reduce" } });

  test("a change is outlined and told, and nothing moves", async ({ page }) => {
    await openWithOverlay(page);
    await runInTerminal(page, "rm m/one");
    await expect(tile(page, "one|0|whiteout|whiteout")).toHaveAttribute("data-outlined", "true");
    expect(await runningAnimations(page)).toBe(0);
    await expect(page.locator(".gd-log")).toContainText("one was deleted");
    await expect(page.locator("svg [data-outlined]")).toHaveCount(0);
    expect(await startedAnimations(page)).toBe(0);
  });
});
