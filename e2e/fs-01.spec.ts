import { expect, test } from "@playwright/test";
import { expectTile } from "./support/diagram.ts";
import { allSteps, expectTick, runAllBlocks } from "./support/lesson.ts";
import { openLab, readScreen } from "./support/workbench.ts";

test("a student does fs-01 with the page's buttons alone, and every step ticks by itself", async ({ page }) => {
  test.setTimeout(180_000);
  await page.goto("/");
  await page.locator('[data-lab="fs-01-overlay-by-hand"]').getByRole("link").click();
  await openLab(page, "fs-01-overlay-by-hand");
  const steps = await allSteps(page);
  expect(steps.length).toBeGreaterThan(5);
  for (const step of steps) {
    await expect(page.locator(`[data-step="${step}"]`)).toHaveAttribute("aria-current", "step");
    await runAllBlocks(page);
    await expectTick(page, step);
    await page.screenshot({ path: `e2e/artifacts/fs-01-${step}.png` });
    if (step === "05-whiteout") {
      await expectTile(page, "in_both.txt|0|whiteout|whiteout");
      await expectTile(page, "in_both.txt|1|file|under");
      expect(await readScreen(page)).toMatch(/^c\S* .*\b0, 0 .*in_both\.txt$/m);
    }
    if (step !== steps.at(-1)) await page.locator('[data-action="next-step"]').click();
  }
  await page.goto("/");
  await expect(page.locator('[data-lab="fs-01-overlay-by-hand"]')).toHaveAttribute("data-status", "done");
});
