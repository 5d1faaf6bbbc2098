import { expect, type Page, test } from "@playwright/test";
import { expectTile, tile } from "./support/diagram.ts";
import { expectTick, goToStep, runAllBlocks } from "./support/lesson.ts";
import { sharedLab } from "./support/shared-lab.ts";
import { openLab, readScreen, runInTerminal, waitForPrompt } from "./support/workbench.ts";

const lab = sharedLab("fs-01-overlay-by-hand");

/** Chooses an entry of the start-over menu and says yes. */
async function confirm(page: Page, entry: string): Promise<void> {
  await page.locator('[data-action="start-over"]').click();
  await page.getByRole("menuitem", { name: entry }).click();
  const dialog = page.getByRole("alertdialog");
  await expect(dialog.getByRole("button").first()).toBeFocused();
  await dialog.getByRole("button").last().click();
  await expect(dialog).toBeHidden();
}

test("shells are opened and closed, and one that has ended offers a new one", async () => {
  const page = lab();
  const tabs = page.locator("[data-terminal-tab]");
  await page.locator('[data-action="new-terminal"]').click();
  await expect(tabs).toHaveCount(2);
  await waitForPrompt(page);
  const tty = await runInTerminal(page, "tty");
  await tabs.first().click();
  await waitForPrompt(page);
  expect(await runInTerminal(page, "tty")).not.toBe(tty);
  await tabs.last().focus();
  await page.keyboard.press("Delete");
  await expect(tabs).toHaveCount(1);
  await runInTerminal(page, "true");
  await page.keyboard.type("exit 3\n");
  await expect(page.locator("[data-terminal-over]")).toContainText("exit code 3");
  await page.locator('[data-action="new-shell"]').click();
  await expect(page.locator("[data-terminal-over]")).toHaveCount(0);
  await waitForPrompt(page);
  expect(await runInTerminal(page, "echo back")).toBe("back");
});

test("starting a step over puts its files back and leaves the rest alone", async () => {
  const page = lab();
  await runInTerminal(page, "cd /root/overlay; echo mine > /root/precious");
  await goToStep(page, "05-whiteout");
  await runAllBlocks(page);
  await expectTick(page, "05-whiteout");
  await expectTile(page, "in_both.txt|0|whiteout|whiteout");
  await confirm(page, "Start this step over");
  await expectTile(page, "in_both.txt|0|file|seen");
  await expect(tile(page, "in_both.txt|0|whiteout")).toHaveCount(0);
  expect(await runInTerminal(page, "cat /root/precious")).toBe("mine");
});

test("starting the lab over brings a new sandbox, the first step and no ticks", async () => {
  const page = lab();
  await runInTerminal(page, "echo mine > /root/precious");
  await goToStep(page, "02-mount");
  await confirm(page, "Start the lab over");
  await expect(page.locator('[data-step="01-four-directories"]')).toHaveAttribute("aria-current", "step");
  await expect(page.locator('[data-passed="true"]')).toHaveCount(0);
  await expect.poll(() => readScreen(page).catch(() => "")).not.toContain("precious");
  await waitForPrompt(page);
  expect(await runInTerminal(page, "ls /root/precious")).toContain("No such file");
});

test("a sandbox that was ended says so, keeps the lesson readable, and starts again at the same step", async () => {
  const page = lab();
  await goToStep(page, "03-create");
  await confirm(page, "End the sandbox");
  await expect(page.locator('[data-session="ended"]')).toContainText("ended from this page");
  await expect(page.locator('[data-action="run"]').first()).toBeDisabled();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.locator('[data-action="start-again"]').click();
  await waitForPrompt(page);
  await expect(page.locator('[data-step="03-create"]')).toHaveAttribute("aria-current", "step");
  await expectTile(page, "in_lower.txt|1|file|seen");
});

test("a third lab names the two that run, and takes the place of the one that is picked", async ({ browser }) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await openLab(page, "fs-01-overlay-by-hand");
  await openLab(page, "fs-02-many-lowers");
  await page.goto("/lab/net-01-two-namespaces-one-cable");
  const screen = page.locator('[data-session="too-many"]');
  await expect(screen.getByRole("button")).toHaveText([/An overlay by hand/, /Many lowers/, "Try again"]);
  await screen.locator('[data-lab="fs-01-overlay-by-hand"]').click();
  await waitForPrompt(page);
  await page.goto("/lab/fs-02-many-lowers");
  await waitForPrompt(page);
  await context.close();
});
