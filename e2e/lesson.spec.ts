import { expect, test } from "@playwright/test";
import { expectTile, factsOfPicture } from "./support/diagram.ts";
import { expectTick, goToStep, runAllBlocks } from "./support/lesson.ts";
import { sharedLab } from "./support/shared-lab.ts";
import { readScreen, runInTerminal } from "./support/workbench.ts";

const STEP = "05-whiteout";
const lab = sharedLab("fs-01-overlay-by-hand", { permissions: ["clipboard-read", "clipboard-write"] });

test("a command run right after turning to a step finds what the step's setup makes, and is not undone by it", async () => {
  const page = lab();
  await runInTerminal(page, "cd /root/overlay");
  await goToStep(page, STEP);
  await runAllBlocks(page);
  await expectTick(page, STEP);
  await expectTile(page, "in_both.txt|0|whiteout|whiteout");
});

test("another language keeps the step, the terminal's screen and the diagram", async () => {
  const page = lab();
  await goToStep(page, STEP);
  const before = { screen: await readScreen(page), facts: await factsOfPicture(page) };
  for (const [language, title] of [
    ["zh-CN", "删除会“创造”东西"],
    ["en", "Deleting creates something"],
  ] as const) {
    await page.locator('[data-action="switch-language"]').click();
    await expect(page.locator("html")).toHaveAttribute("lang", language);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
    await expect(page.locator(`[data-step="${STEP}"]`)).toHaveAttribute("aria-current", "step");
    expect(await readScreen(page)).toBe(before.screen);
    expect(await factsOfPicture(page)).toEqual(before.facts);
  }
});

test("the theme changes page and terminal at once, and a reload remembers it", async () => {
  const page = lab();
  const ground = (selector: string) =>
    page.locator(selector).evaluate((element) => getComputedStyle(element).getPropertyValue("background-color"));
  const light = await ground("body");
  const button = page.locator('[data-action="switch-theme"]');
  while ((await page.locator("html").getAttribute("data-theme")) !== "dark") await button.click();
  const dark = await ground("body");
  expect(dark).not.toBe(light);
  await page.reload();
  expect(await ground("body")).toBe(dark);
  await button.click();
  expect(await ground("body")).toBe(light);
});

test("a prediction is committed, answered, and kept as it was made", async () => {
  const page = lab();
  await goToStep(page, STEP);
  const question = page.locator('[data-block="predict"]');
  const commit = question.getByRole("button", { name: "That is my prediction" });
  await expect(commit).toBeDisabled();
  await expect(question).not.toContainText("The kernel put a whiteout into upper");
  await question.getByRole("radio").first().check();
  await commit.click();
  await expect(question).toHaveAttribute("data-outcome", "wrong");
  await expect(question).toContainText("The kernel put a whiteout into upper");
  await page.reload();
  await expect(question).toHaveAttribute("data-outcome", "wrong");
  await expect(question.getByRole("radio").first()).toBeChecked();
});

test("what was picked and opened in one step does not show in the next", async () => {
  const page = lab();
  await goToStep(page, "06-write-again");
  await page.locator('[data-block="predict"]').getByRole("radio").first().check();
  await page.locator('[data-block="solution"] summary').click();
  await expect(page.locator("[data-solution]")).toContainText("back again");
  await goToStep(page, "08-unmount");
  await expect(page.locator('[data-block="predict"] input:checked')).toHaveCount(0);
  await expect(page.locator("[data-solution]")).toHaveCount(0);
  await page.locator('[data-block="solution"] summary').click();
  await expect(page.locator("[data-solution]")).toContainText("umount");
});

test("the copy button copies the command as it is written", async () => {
  const page = lab();
  await goToStep(page, "01-four-directories");
  const block = page.locator('[data-block="run"]').first();
  await block.hover();
  await block.getByRole("button", { name: "Copy" }).click();
  await expect(block.getByRole("button", { name: "Copied" })).toBeVisible();
  const copied: string = await page.evaluate("navigator.clipboard.readText()");
  expect(copied).toBe("mkdir -p /root/overlay && cd /root/overlay\nmkdir lower upper work merged");
});
