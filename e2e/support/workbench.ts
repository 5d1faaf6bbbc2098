import { expect, type Locator, type Page } from "@playwright/test";

/** Opens a lab and waits for a prompt in its first terminal. */
export async function openLab(page: Page, lab: string): Promise<void> {
  await page.goto(`/lab/${lab}`);
  await waitForPrompt(page);
}

/** The text of the visible terminal, rows joined by newlines, trailing blanks cut. */
export async function readScreen(page: Page): Promise<string> {
  const rows = await visibleTerminal(page).locator(".xterm-rows > div").allTextContents();
  return rows
    .map((row) => row.replace(/ /g, " ").trimEnd())
    .join("\n")
    .trimEnd();
}

export const visibleTerminal = (page: Page): Locator => page.locator(".xterm:visible").first();

/** A shell that waits for a command shows its root prompt as the last line. */
export async function waitForPrompt(page: Page): Promise<void> {
  await expect.poll(() => readScreen(page), { timeout: 30_000, ...LOOK_EVERY }).toMatch(/# ?$/);
}

/** How often a screen is looked at, in ms. */
const LOOK_EVERY = { intervals: [30, 60, 120, 250] };

/** Enters a command with Enter into the visible terminal; in one go, as an input method does, since key by key takes seconds. */
export async function typeCommand(page: Page, command: string): Promise<void> {
  await visibleTerminal(page).locator("textarea").focus();
  await page.keyboard.insertText(command);
  await page.keyboard.press("Enter");
}

let marker = 0;

/**
 * Runs a command as the student would and answers with what it printed. A marker line says when it has ended; it is written in two
 * halves so that the echo of the command itself cannot be taken for it.
 */
export async function runInTerminal(page: Page, command: string): Promise<string> {
  marker += 1;
  const end = `end-${marker}-`;
  await typeCommand(page, `clear; ${command}; echo "end"-${marker}-$?`);
  await expect.poll(() => readScreen(page), { timeout: 20_000, ...LOOK_EVERY }).toMatch(new RegExp(`^${end}\\d+`, "m"));
  const screen = await readScreen(page);
  const lines = screen.split("\n");
  const last = lines.findIndex((line) => line.startsWith(end));
  return lines.slice(0, last).join("\n");
}
