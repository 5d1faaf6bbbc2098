import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { promisify } from "node:util";
import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { expectNoViolations } from "./support/axe.ts";
import { sharedLab } from "./support/shared-lab.ts";
import { runInTerminal } from "./support/workbench.ts";

const LAB = "net-01-two-namespaces-one-cable";
const student = sharedLab(LAB);

/** A new link, as the host's root makes one. Its address is this instance's own, whatever the command was told of ports. */
async function makeLink(...options: string[]): Promise<string> {
  const launcher = resolve(import.meta.dirname, "../server/launcher/main.ts");
  const { stdout } = await promisify(execFile)(process.execPath, [
    "--disable-warning=ExperimentalWarning",
    launcher,
    "instructor",
    ...options,
  ]);
  return new URL(stdout.trim()).hash;
}

async function withTeacher(contexts: () => Promise<BrowserContext>, work: (page: Page) => Promise<void>): Promise<void> {
  const context = await contexts();
  try {
    await work(await context.newPage());
  } finally {
    await context.close();
  }
}

test("an instructor finds a student by the code on their page and sees the page they serve; a student does neither", async ({
  browser,
}) => {
  const page = student();
  await runInTerminal(page, "mkdir -p /srv/mine; echo '<h1>Written by the student</h1>' > /srv/mine/index.html");
  await runInTerminal(page, "(cd /srv/mine; setsid busybox httpd -f -p 8090 </dev/null >/dev/null 2>&1 &)");
  await page.locator('[data-action="start-over"]').click();
  const code = await page.locator("[data-code]").getAttribute("data-code");
  await page.keyboard.press("Escape");

  const link = await makeLink();
  await withTeacher(
    () => browser.newContext(),
    async (teacher) => {
      await teacher.goto("/classroom");
      await expect(teacher.getByRole("status")).toContainText("npm run instructor");
      await teacher.goto(`/classroom${link}`);
      const row = teacher.locator(`[data-place="${code}"]`);
      await expect(row).toContainText("Two namespaces, one cable");
      expect(teacher.url()).not.toContain("key");
      await expectNoViolations(teacher, "the classroom");
      await row.getByRole("button", { name: `What listens in the sandbox of ${code}?` }).click();
      const [tab] = await Promise.all([
        teacher.context().waitForEvent("page"),
        row.getByRole("button", { name: `Open port 8090 of ${code} in a new tab` }).click(),
      ]);
      await expect(tab.locator("h1")).toHaveText("Written by the student");
      expect(new URL(tab.url()).origin).not.toBe(new URL(teacher.url()).origin);

      // The student has the page's address and is not let in by it; a spent link makes nobody an instructor.
      const other = await page.context().newPage();
      expect((await other.goto(tab.url()))?.status()).toBe(403);
      await other.goto(`/classroom${link}`);
      await expect(other.getByRole("status")).toContainText("does not work any more");
      await other.close();

      await teacher.getByRole("button", { name: "Stop being an instructor in this browser" }).click();
      await expect(teacher.getByRole("heading", { name: "This page is for instructors" })).toBeVisible();
    },
  );
});

test("a link made with --only ends the role of those before it", async ({ browser }) => {
  const first = await makeLink();
  await withTeacher(
    () => browser.newContext({ locale: "zh-CN" }),
    async (teacher) => {
      await teacher.goto(`/classroom${first}`);
      await expect(teacher.getByRole("heading", { name: "课堂" })).toBeVisible();
      await expect(teacher.getByRole("button", { name: "在此浏览器中不再担任老师" })).toBeVisible();
      await makeLink("--only");
      await expect(teacher.getByRole("heading", { name: "这个页面只供老师使用" })).toBeVisible();
    },
  );
});
