import { expect, test } from "@playwright/test";
import { expectTile } from "./support/diagram.ts";
import { allSteps, expectTick, runAllBlocks } from "./support/lesson.ts";
import { openLab } from "./support/workbench.ts";

test.use({ locale: "zh-CN" });

test("a student does fs-02 in Chinese with the page's buttons alone, and every step ticks by itself", async ({ page }) => {
  test.setTimeout(180_000);
  await openLab(page, "fs-02-many-lowers");
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("最左边的在最上面");
  const steps = await allSteps(page);
  expect(steps.length).toBeGreaterThan(5);
  for (const step of steps) {
    await expect(page.locator(`[data-step="${step}"]`)).toHaveAttribute("aria-current", "step");
    await runAllBlocks(page);
    await expectTick(page, step);
    await page.screenshot({ path: `e2e/artifacts/fs-02-${step}.png` });
    if (step === "06-opaque") {
      await expectTile(page, "conf|0|directory|seen|opaque");
      await expectTile(page, "conf/app.conf|2|file|under");
      await expectTile(page, "conf/log.conf|3|file|under");
      await expect(page.locator('[data-curtain="conf"]')).toHaveCount(1);
    }
    if (step !== steps.at(-1)) await page.locator('[data-action="next-step"]').click();
  }
});
