import { expect, test } from "@playwright/test";
import { pidOf } from "./support/processes.ts";
import { openLab, readScreen, runInTerminal, typeCommand, waitForPrompt } from "./support/workbench.ts";

test("a reload brings back the very same screen", async ({ page }) => {
  await openLab(page, "fs-01-overlay-by-hand");
  await runInTerminal(page, "for n in $(seq 5); do echo line $n; done");
  await waitForPrompt(page);
  const before = await readScreen(page);
  await page.reload();
  await expect.poll(() => readScreen(page)).toBe(before);
});

test("kill -9 of web: it comes back, and the same shell goes on with its screen", async ({ page }) => {
  await openLab(page, "fs-01-overlay-by-hand");
  const shell = await runInTerminal(page, "echo $$");
  const web = pidOf("server/web/main.ts");
  process.kill(web, "SIGKILL");
  await expect(page.locator('[data-banner="offline"]')).toBeVisible();
  await expect(page.locator('[data-banner="offline"]')).toBeHidden({ timeout: 30_000 });
  expect(pidOf("server/web/main.ts")).not.toBe(web);
  expect(await runInTerminal(page, "echo $$")).toBe(shell);
});

test("kill -9 of sandboxd: the sandbox and its files are still there, and the page offers a new shell", async ({ page }) => {
  await openLab(page, "fs-01-overlay-by-hand");
  await runInTerminal(page, "echo survived > /root/precious; (sleep 1000 &)");
  const sandboxd = pidOf("server/sandboxd/main.ts");
  process.kill(sandboxd, "SIGKILL");
  await page.locator('[data-action="new-shell"]').first().click({ timeout: 30_000 });
  await waitForPrompt(page);
  expect(await runInTerminal(page, "cat /root/precious; pgrep -c sleep")).toMatch(/^survived\n[12]$/);
  expect(pidOf("server/sandboxd/main.ts")).not.toBe(sandboxd);
});

test("a flood in one terminal does not slow the other, and neither process grows", async ({ page }) => {
  await openLab(page, "fs-01-overlay-by-hand");
  const { residentMiB } = await import("./support/processes.ts");
  const before = { web: residentMiB(pidOf("server/web/main.ts")), sandboxd: residentMiB(pidOf("server/sandboxd/main.ts")) };
  await typeCommand(page, "yes glassbox");
  await page.locator('[data-action="new-terminal"]').click();
  await waitForPrompt(page);
  for (const word of ["one", "two", "three"]) expect(await runInTerminal(page, `echo ${word}`)).toBe(word);
  expect(residentMiB(pidOf("server/web/main.ts")) - before.web).toBeLessThan(150);
  expect(residentMiB(pidOf("server/sandboxd/main.ts")) - before.sandboxd).toBeLessThan(150);
  // Its sandbox outlives the page: the flood would take a core from every test that follows.
  await runInTerminal(page, "pkill yes; while pgrep -x yes; do :; done");
});
