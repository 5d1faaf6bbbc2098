import { expect, test } from "@playwright/test";
import { expectNoViolations } from "./support/axe.ts";
import { expectTile } from "./support/diagram.ts";
import { allSteps, expectTick, runAllBlocks } from "./support/lesson.ts";
import { openLab, readScreen } from "./support/workbench.ts";

test("a student does fs-01 with the page's buttons alone, and every step ticks by itself", async ({ page }) => {
  test.setTimeout(240_000);
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
  await expect(page.locator('[data-map-track="fs"] circle.fill-good')).toHaveCount(1);

  // What was done stands on the student's own page, to be printed under a name that stays here.
  await page.locator('[data-action="record"]').click();
  const today = new Intl.DateTimeFormat("en", { dateStyle: "long" }).format(Date.now());
  await expect(page.locator('[data-record-lab="fs-01-overlay-by-hand"]')).toContainText(`done on ${today}`);
  await expect(page.locator("[data-moment]")).toHaveCount(2);
  await expect(page.locator('[data-moment="fs-01-overlay-by-hand/05-whiteout"]')).toContainText("a whiteout appeared");
  await expect(page.locator("[data-record-sum]")).toContainText("1 of ");
  await page.getByRole("textbox").fill("Ada <b>Lovelace</b>");
  await page.emulateMedia({ media: "print" });
  await expect(page.locator("[data-record-name]")).toHaveText("Ada <b>Lovelace</b>");
  await expect(page.getByRole("textbox")).toBeHidden();
  await page.emulateMedia({ media: "screen" });
  for (const language of ["zh-CN", "en"]) {
    await page.locator('[data-action="switch-language"]').click();
    await expect(page.locator("html")).toHaveAttribute("lang", language);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await expectNoViolations(page, `record ${language} ${colorScheme}`);
      await page.screenshot({ path: `e2e/artifacts/record-${language}-${colorScheme}.png`, fullPage: true });
    }
  }
  await page.goto("/");
  await expectNoViolations(page, "home with its map");
});

test("who has done nothing yet is told so, and led to the labs", async ({ page }) => {
  await page.goto("/record");
  await expect(page.locator("main")).toContainText("Nothing yet");
  await page.locator("main").getByRole("link").click();
  await expect(page).toHaveURL(/\/$/);
});
