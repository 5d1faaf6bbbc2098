import { expect, test } from "@playwright/test";
import { goToStep } from "./support/lesson.ts";
import { openLab, runInTerminal } from "./support/workbench.ts";

const [FIRST, SECOND] = ["01-files", "02-what-it-sees"];

test("who enters a step that builds upon another is told, led there, or given what the other leaves", async ({ page }) => {
  test.setTimeout(180_000);
  await openLab(page, `cap-01-build-your-own-container?step=${SECOND}`);
  const told = page.locator("[data-needs]");
  await expect(told).toHaveAttribute("data-needs", FIRST);

  await told.locator(`[data-needed="${FIRST}"]`).click();
  await expect(page.locator(`[data-step="${FIRST}"]`)).toHaveAttribute("aria-current", "step");
  await expect(told).toBeHidden();
  await expect.poll(() => runInTerminal(page, "ls /root/box/run 2>/dev/null"), { timeout: 60_000 }).toBe("");

  await goToStep(page, SECOND);
  await told.locator('[data-action="start-here"]').click();
  await expect(told).toBeHidden({ timeout: 60_000 });
  expect(await runInTerminal(page, "ls /root/box/run")).toBe("/root/box/run");
});
