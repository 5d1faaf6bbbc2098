import { expect, type Page } from "@playwright/test";

export async function allSteps(page: Page): Promise<string[]> {
  return page.locator("[data-step]").evaluateAll((steps) => steps.map((step) => step.getAttribute("data-step") ?? ""));
}

/** Clicks every run button of the step, in order, as a student would; the page itself waits for the shell to be idle. */
export async function runAllBlocks(page: Page): Promise<void> {
  const blocks = page.locator('[data-block="run"]');
  for (let index = 0; index < (await blocks.count()); index += 1) {
    const block = blocks.nth(index);
    await block.locator('[data-action="run"]').click();
    await expect(block).toHaveAttribute("data-run-state", /typed|ready/);
  }
}

/** The tick comes by itself: nobody presses a check button. */
export const expectTick = (page: Page, step: string): Promise<void> =>
  expect(page.locator(`[data-step="${step}"]`)).toHaveAttribute("data-passed", "true");

export async function goToStep(page: Page, step: string): Promise<void> {
  await page.locator(`[data-step="${step}"]`).click();
  await expect(page.locator(`[data-step="${step}"]`)).toHaveAttribute("aria-current", "step");
}
