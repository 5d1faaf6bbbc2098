import { expect, type Page, test } from "@playwright/test";
import { expectNoViolations } from "./support/axe.ts";
import { expectTile } from "./support/diagram.ts";
import { expectTick, goToStep, runAllBlocks } from "./support/lesson.ts";
import { sharedLab } from "./support/shared-lab.ts";
import { readScreen, runInTerminal, waitForPrompt } from "./support/workbench.ts";

const lab = sharedLab("fs-01-overlay-by-hand");

/** Focuses with Tab alone what a selector names. */
async function tabTo(page: Page, selector: string): Promise<void> {
  const reached = () => page.locator(selector).evaluateAll((all) => all.some((one) => one.matches(":focus")));
  for (let presses = 0; presses < 60; presses += 1) {
    if (await reached()) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`${selector} is not reached with Tab`);
}

const LANGUAGES = ["zh-CN", "en"];

test("axe finds nothing to object to in the workbench: both languages, light and dark, picture, evidence and table", async () => {
  test.setTimeout(120_000);
  const page = lab();
  await runInTerminal(page, "cd /root/overlay");
  await goToStep(page, "05-whiteout");
  await runAllBlocks(page);
  await expectTick(page, "05-whiteout");
  await expectTile(page, "in_both.txt|0|whiteout|whiteout");
  await page.locator('svg [data-fact^="in_both.txt|0"]').click();
  await page.locator(".gd-log > button").click();
  for (const language of LANGUAGES) {
    await page.locator('[data-action="switch-language"]').click();
    await expect(page.locator("html")).toHaveAttribute("lang", language);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await expectNoViolations(page, `${language} ${colorScheme}`);
    }
  }
  await page.getByRole("button", { name: "View as table" }).click();
  await expect(page.locator(".gd-table")).toBeVisible();
  await expectNoViolations(page, "table");
  await page.getByRole("button", { name: "View as diagram" }).click();
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "no-preference" });
});

test("axe finds nothing to object to in the other diagrams: light and dark, picture, evidence and table", async () => {
  test.setTimeout(180_000);
  const page = lab();
  await runInTerminal(page, "ip netns add axe; ip link add ax type veth peer name eth0 netns axe; mount -t tmpfs axe /mnt");
  await runInTerminal(page, "(unshare -pf --mount-proc sleep 9741 &)");
  for (const kind of ["network", "namespaces", "cgroups", "mounts"]) {
    await page.locator(`[data-diagram-tab=${kind}]`).click();
    const place = page.locator(`[data-diagram=${kind}]`);
    await place.locator("svg [data-key]").first().click();
    await expect(place.locator(".gd-panel")).toBeVisible();
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await expectNoViolations(page, `${kind} ${colorScheme}`);
    }
    await place.getByRole("button", { name: "View as table" }).click();
    await expectNoViolations(page, `${kind} table`);
    await place.getByRole("button", { name: "View as diagram" }).click();
  }
  await runInTerminal(page, "pkill -f 9741; umount /mnt; ip netns del axe");
  await page.locator("[data-diagram-tab=layers]").click();
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "no-preference" });
});

test("who fills the disk reads so beside the terminal, axe included, until it is dismissed or there is room again", async () => {
  const page = lab();
  const notice = page.locator("[data-limit]");
  await runInTerminal(page, "fallocate -l 1010M /root/fill; sync");
  await expect(notice).toContainText("The disk of this sandbox is");
  await expect(notice).toContainText("of 1,024 MiB");
  await expectNoViolations(page, "notice");
  await runInTerminal(page, "rm /root/fill; sync");
  await expect(notice).toHaveCount(0);
  await runInTerminal(page, "fallocate -l 1010M /root/fill; sync");
  await notice.getByRole("button", { name: "Dismiss" }).click();
  await expect(notice).toHaveCount(0);
  await runInTerminal(page, "rm /root/fill");
});

test("axe finds nothing to object to on the home page: both languages, light and dark", async ({ page }) => {
  await page.goto("/");
  await expect(page.locator('[data-action="continue"]')).toBeVisible();
  for (const language of LANGUAGES) {
    await page.locator('[data-action="switch-language"]').click();
    await expect(page.locator("html")).toHaveAttribute("lang", language);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await expectNoViolations(page, `${language} ${colorScheme}`);
    }
  }
});

test("on a phone the lesson is readable, nothing scrolls sideways, and a command leads to the terminal", async () => {
  const page = lab();
  await page.setViewportSize({ width: 390, height: 844 });
  for (const pane of ["diagram", "terminal", "lesson"]) {
    await page.locator(`[data-pane="${pane}"]`).click();
    expect(await page.locator("html").evaluate((html) => html.scrollWidth - html.clientWidth), pane).toBe(0);
  }
  await goToStep(page, "01-four-directories");
  const text = page.locator("[data-lesson-text]");
  expect(await text.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
  const size = await text
    .locator("p")
    .last()
    .evaluate((element) => getComputedStyle(element).getPropertyValue("font-size"));
  expect(Number.parseFloat(size)).toBeGreaterThanOrEqual(15);
  await page.locator('[data-action="run"]').last().click();
  await expect(page.locator('[data-pane="terminal"]')).toHaveAttribute("aria-pressed", "true");
  await waitForPrompt(page);
  await page.setViewportSize({ width: 1440, height: 900 });
});

test("with the keyboard alone: run a command, go to the next step, into the terminal and back", async () => {
  const page = lab();
  await goToStep(page, "02-mount");
  await page.locator("#main").focus();
  await tabTo(page, '[data-action="run"]');
  await page.keyboard.press("Enter");
  await expectTick(page, "02-mount");
  await page.locator("#main").focus();
  await tabTo(page, '[data-action="next-step"]');
  await page.keyboard.press("Enter");
  await expect(page.locator('[data-step="03-create"]')).toHaveAttribute("aria-current", "step");
  await expect(page.locator("[data-lesson-text]")).toBeFocused();
  await page.keyboard.press("Control+Shift+L");
  await expect(page.locator("[data-terminal-screen] textarea:focus")).toHaveCount(1);
  await page.keyboard.type("echo by-hand-$((6*7))\n");
  await expect.poll(() => readScreen(page)).toContain("by-hand-42");
  await page.keyboard.press("Control+Shift+L");
  await expect(page.locator("[data-lesson-text]")).toBeFocused();
});
