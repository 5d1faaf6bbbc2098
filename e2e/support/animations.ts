import type { Page } from "@playwright/test";

/** Counts from now on, in every document of the page, each animation that a script starts. */
export async function countAnimations(page: Page): Promise<void> {
  await page.addInitScript({
    content: `globalThis.startedAnimations = 0;
      const animate = Element.prototype.animate;
      Element.prototype.animate = function (...args) {
        globalThis.startedAnimations += 1;
        return animate.apply(this, args);
      };`,
  });
}

export const startedAnimations = (page: Page): Promise<number> => page.evaluate("globalThis.startedAnimations");

/** Animations and transitions that run in the picture at this moment. */
export const runningAnimations = (page: Page): Promise<number> =>
  page.locator(".gd-svg").evaluate((svg) => svg.getAnimations({ subtree: true }).length);
